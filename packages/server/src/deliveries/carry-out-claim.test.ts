import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SIGNING_SECRET, startDeliveryBench } from '../../../../test/support/delivery-bench.ts';
import type { DeliveryBench } from '../../../../test/support/delivery-bench.ts';
import { answerWith } from '../../../../test/support/delivery-endpoint.ts';
import { startWarmPool } from '../../../../test/support/warm-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import { secretPlace } from '../triggers/destination-secrets.ts';

let pool: RenderPool;
let bench: DeliveryBench;
beforeAll(async () => {
  pool = await startWarmPool();
});
beforeEach(async () => {
  bench = await startDeliveryBench(pool);
});
afterEach(() => bench.stop());
afterAll(() => pool.close());

describe('a delivery', () => {
  test('reaches its endpoint with exactly the rendered bytes, signed, and every part on record', async () => {
    const trigger = await bench.addTrigger({
      url: `${bench.endpoint.origin}/hook/{{order.id}}?t={{order.total}}`,
      headers: [{ name: 'X-Event', value: '{{@event.type}}' }],
    });
    const runs = await bench.startRunner();
    const id = await bench.accept(trigger);
    await runs.waitFor(id, 5000);
    const delivery = await bench.waitForStatus(id, 'succeeded');
    const [hit] = bench.endpoint.hits;
    expect(hit).toMatchObject({ method: 'POST', url: '/hook/A-1?t=19.90', body: '{"id":"A-1","total":"19.90"}' });
    expect(hit?.headers).toMatchObject({
      'x-event': 'order.updated',
      'webhook-id': id,
      'content-type': 'application/json',
      'user-agent': 'Postmap/0.1.0',
    });
    expect(new Webhook(SIGNING_SECRET).verify(hit!.body, hit!.headers)).toEqual({ id: 'A-1', total: '19.90' });
    expect(Buffer.from(delivery.rendered!.body).toString('utf8')).toBe(hit?.body);
    const attempts = await bench.ledger.deliveries.listAttempts(id);
    expect(attempts).toMatchObject([
      {
        number: 1,
        outcome: 'succeeded',
        response: { status: 200, body: 'thanks' },
        summary: 'The endpoint answered 200 OK',
      },
    ]);
  });

  test('is tried again with the same id and bytes, whatever was published meanwhile', async () => {
    bench.endpoint.answer = (hit, response) => answerWith(bench.endpoint.hits.length === 1 ? 500 : 200)(hit, response);
    const trigger = await bench.addTrigger({}, { retry: { delaysSeconds: [0.05] } });
    await bench.startRunner();
    const id = await bench.accept(trigger);
    await bench.waitForStatus(id, 'succeeded');
    expect(bench.endpoint.hits).toHaveLength(2);
    expect(bench.endpoint.hits[1]!.body).toBe(bench.endpoint.hits[0]!.body);
    expect(bench.endpoint.hits[1]!.headers['webhook-id']).toBe(bench.endpoint.hits[0]!.headers['webhook-id']);
    const attempts = await bench.ledger.deliveries.listAttempts(id);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
    expect(attempts[0]?.response?.body).not.toContain('s3cret');
  });

  test('whose destination changed has its target rendered anew, the body not', async () => {
    bench.endpoint.answer = answerWith(500);
    const trigger = await bench.addTrigger({}, { retry: { delaysSeconds: [3600] } });
    const runs = await bench.startRunner();
    const id = await bench.accept(trigger);
    await bench.waitForStatus(id, 'retrying');
    bench.endpoint.answer = answerWith(200);
    const destination = {
      ...trigger.destination,
      url: `${bench.endpoint.origin}/moved/{{order.id}}`,
      method: 'PUT' as const,
    };
    await bench.workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, destination }));
    await bench.ledger.deliveries.retry(id, Date.now());
    runs.wake();
    const delivery = await bench.waitForStatus(id, 'succeeded');
    expect(bench.endpoint.hits.map(({ method, url }) => [method, url])).toEqual([
      ['POST', '/hook'],
      ['PUT', '/moved/A-1'],
    ]);
    expect(bench.endpoint.hits[1]!.body).toBe(bench.endpoint.hits[0]!.body);
    expect(delivery.rendered?.target.url).toBe(`${bench.endpoint.origin}/moved/A-1`);
  });

  test.each([
    ['a redirect', { location: '/elsewhere' }, 302, /302 Found/],
    ['a client error', {}, 404, /404 Not Found/],
  ] as const)('fails on %s, once its policy says so', async (_name, headers, status, summary) => {
    bench.endpoint.answer = answerWith(status, headers);
    const trigger = await bench.addTrigger({}, { retry: 'limited' });
    await bench.startRunner();
    const id = await bench.accept(trigger);
    const delivery = await bench.waitForStatus(id, 'exhausted');
    expect(delivery.reason).toContain(String(status));
    expect(bench.endpoint.hits).toHaveLength(1);
    expect((await bench.ledger.deliveries.listAttempts(id))[0]?.summary).toMatch(summary);
  });

  test('times out after its own limit', async () => {
    bench.endpoint.answer = () => undefined;
    const trigger = await bench.addTrigger({ timeoutSeconds: 1 }, { retry: 'none' });
    await bench.startRunner();
    const id = await bench.accept(trigger);
    const delivery = await bench.waitForStatus(id, 'exhausted');
    expect(delivery).toMatchObject({ lastCode: 'timeout', reason: 'The only try failed' });
  });

  test('sends secrets but never puts them on record', async () => {
    const trigger = await bench.addTrigger();
    const seal = (secret: string) => bench.secretBox.seal(secret, secretPlace(trigger.id));
    const destination = {
      ...trigger.destination,
      headers: [{ name: 'X-Partner', value: seal('partner-secret'), secret: true }],
      auth: { kind: 'basic' as const, username: 'ada', password: seal('hunter2') },
    };
    await bench.workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, destination }));
    await bench.startRunner();
    const delivery = await bench.accept(trigger);
    await bench.waitForStatus(delivery, 'succeeded');
    const basic = Buffer.from('ada:hunter2').toString('base64');
    expect(bench.endpoint.hits[0]?.headers).toMatchObject({
      'x-partner': 'partner-secret',
      authorization: `Basic ${basic}`,
    });
    const record = JSON.stringify([
      await bench.ledger.deliveries.listAttempts(delivery),
      (await bench.ledger.deliveries.get(delivery))?.rendered?.target,
    ]);
    expect(record).not.toContain('partner-secret');
    expect(record).not.toContain(basic);
  });
});
