import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { triggerInputSchema } from '../contract/index.ts';
import type { DeliveryStatus } from '../contract/index.ts';
import { hashBody } from '../events/hash-body.ts';
import { createIdMaker } from '../ids/new-id.ts';
import { parseAllowNetworks } from '../outbound/address-guard.ts';
import { createMailer } from '../outbound/mailer.ts';
import { createHttpClient } from '../outbound/http-client.ts';
import type { HttpClient } from '../outbound/http-client.ts';
import { createRenderPool } from '../rendering/child-render-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import { createSecretBox } from '../secrets/secret-box.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { openSqliteLedger } from '../storage/ledger/sqlite/open-sqlite-ledger.ts';
import { StorageUnavailable } from '../storage/storage-errors.ts';
import { openLowdbWorkspace } from '../storage/workspace/lowdb/open-lowdb-workspace.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { secretPlace } from '../triggers/destination-secrets.ts';
import { testFingerprint } from '../triggers/test-fingerprint.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import { createDeliveryRunner } from './delivery-runner.ts';
import type { DeliveryRunner, DeliveryRunnerOptions } from './delivery-runner.ts';
import type { NewDelivery } from './delivery-store.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const AT = '2026-11-21T12:00:00.000Z';
const PAYLOAD = '{"order":{"id":"A-1","total":"19.90"}}';
const newId = createIdMaker();
const secretBox = createSecretBox(Buffer.alloc(32, 1));

interface Hit {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

let pool: RenderPool;
beforeAll(() => {
  pool = createRenderPool({ size: 2 });
});
afterAll(() => pool.close());

let folder: string;
let ledger: Ledger;
let workspace: Workspace;
let http: HttpClient;
let runner: DeliveryRunner | undefined;
let receiver: ReturnType<typeof createServer>;
let origin: string;
let hits: Hit[];
let answer: (hit: Hit, response: ServerResponse) => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-runner-'));
  ledger = await openSqliteLedger({ file: join(folder, 'ledger.sqlite') });
  workspace = await openLowdbWorkspace({ file: join(folder, 'workspace.json') });
  http = createHttpClient({ allowNetworks: parseAllowNetworks('127.0.0.0/8') });
  hits = [];
  answer = (_hit, response) => response.end('thanks');
  receiver = createServer((request, response) => {
    void receive(request, response);
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const body = await text(request);
  const hit = { url: request.url ?? '', method: request.method ?? '', headers, body };
  hits.push(hit);
  answer(hit, response);
}

afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  receiver.closeAllConnections();
  receiver.close();
  await http.close();
  await workspace.close();
  await ledger.close();
  await rm(folder, { recursive: true });
});

async function startRunner(changes: Partial<DeliveryRunnerOptions> = {}): Promise<DeliveryRunner> {
  runner = createDeliveryRunner({
    ledger,
    workspace,
    pool,
    http,
    mailer: createMailer({ smtp: undefined, drop: async () => undefined }),
    secretBox,
    now: Date.now,
    random: () => 0.5,
    log: pino({ level: 'silent' }),
    version: '0.1.0',
    // A test that fails must not keep the next waiting for its answers.
    graceMs: 1000,
    ...changes,
  });
  await runner.start();
  return runner;
}

async function addTrigger(
  destination: object = {},
  changes: object = {},
  source = '{ "id": order.id, "total": order.total }',
): Promise<TriggerRecord> {
  const entity = { version: 1, createdAt: AT, updatedAt: AT };
  const templateId = newId('tpl');
  const customerId = newId('cus');
  const id = newId('trg');
  const input = triggerInputSchema.parse({
    customerId,
    name: 'Orders',
    templateId,
    routes: [{ events: ['order.updated'] }],
    destination: { kind: 'url', url: `${origin}/hook`, ...destination },
    ...changes,
  });
  const signingSecrets = [{ sealed: secretBox.seal(SECRET, secretPlace(id)), createdAt: AT, until: null }];
  const trigger: TriggerRecord = { id, ...entity, ...input, status: 'active', signingSecrets };
  const template = {
    name: 'T',
    description: '',
    language: 'jsonata' as const,
    source,
    format: 'json' as const,
    formatOptions: {},
    eventType: null,
    target: null,
  };
  await ledger.revisions.add({
    templateId,
    revision: 1,
    partials: [],
    note: '',
    publishedAt: AT,
    publishedBy: 'test',
    ...template,
  });
  await workspace.write(async (writer) => {
    await writer.customers.put({ id: customerId, ...entity, name: 'Acme', externalId: null, variables: {} });
    await writer.templates.put({ id: templateId, ...entity, ...template, published: { revision: 1, publishedAt: AT } });
    await writer.triggers.put(trigger);
  });
  return trigger;
}

async function accept(trigger: TriggerRecord, changes: Partial<NewDelivery> = {}, payload = PAYLOAD): Promise<string> {
  const body = new TextEncoder().encode(payload);
  const now = Date.now();
  const event = {
    id: newId('evt'),
    feedId: 'f',
    envelope: 'postmap' as const,
    source: 's',
    sourceEventId: null,
    name: 'order.updated',
  };
  const delivery: NewDelivery = {
    id: newId('dlv'),
    kind: 'live',
    status: 'scheduled',
    reason: null,
    diagnostics: [],
    eventId: event.id,
    eventType: 'order.updated',
    orderId: 'A-1',
    email: null,
    triggerId: trigger.id,
    triggerName: trigger.name,
    customerId: trigger.customerId,
    customerName: 'Acme',
    templateId: trigger.templateId ?? '',
    revision: 1,
    createdAt: now,
    nextAttemptAt: now,
    ...changes,
  };
  const more = {
    kind: delivery.kind,
    types: ['order.updated'],
    customer: null,
    receivedAt: now,
    facts: {},
    warnings: [],
    body,
  };
  await ledger.events.accept({ ...event, ...more, bodyHash: hashBody(body) }, [delivery]);
  runner?.wake();
  return delivery.id;
}

/** Claims whose bytes on record do not have the hash on record. */
const claimDamaged: Ledger['queue']['claim'] = async (query) => {
  const target = { method: 'POST', url: origin, headers: [], fingerprint: '' };
  const rendered = {
    body: Buffer.from('{}'),
    contentType: 'application/json',
    query: null,
    bodyHash: '0'.repeat(64),
    diagnostics: [],
    target,
  };
  const claims = await ledger.queue.claim(query);
  return claims.map((claim) => ({ ...claim, delivery: { ...claim.delivery, rendered } }));
};

async function waitForStatus(id: string, ...statuses: DeliveryStatus[]) {
  return vi.waitFor(
    async () => {
      const delivery = await ledger.deliveries.get(id);
      expect(statuses).toContain(delivery?.status);
      return delivery!;
    },
    { timeout: 5000, interval: 10 },
  );
}

const ending =
  (status: number, headers: Record<string, string> = {}) =>
  (_hit: Hit, response: ServerResponse) => {
    response.writeHead(status, headers).end('{"password":"s3cret","ok":false}');
  };

describe('a delivery', () => {
  test('reaches its endpoint with exactly the rendered bytes, signed, and every part on record', async () => {
    const trigger = await addTrigger({
      url: `${origin}/hook/{{order.id}}?t={{order.total}}`,
      headers: [{ name: 'X-Event', value: '{{@event.type}}' }],
    });
    const runs = await startRunner();
    const id = await accept(trigger);
    await runs.waitFor(id, 5000);
    const delivery = await waitForStatus(id, 'succeeded');
    const [hit] = hits;
    expect(hit).toMatchObject({ method: 'POST', url: '/hook/A-1?t=19.90', body: '{"id":"A-1","total":"19.90"}' });
    expect(hit?.headers).toMatchObject({
      'x-event': 'order.updated',
      'webhook-id': id,
      'content-type': 'application/json',
      'user-agent': 'Postmap/0.1.0',
    });
    expect(new Webhook(SECRET).verify(hit!.body, hit!.headers)).toEqual({ id: 'A-1', total: '19.90' });
    expect(Buffer.from(delivery.rendered!.body).toString('utf8')).toBe(hit?.body);
    const attempts = await ledger.deliveries.listAttempts(id);
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
    answer = (hit, response) => ending(hits.length === 1 ? 500 : 200)(hit, response);
    const trigger = await addTrigger({}, { retry: { delaysSeconds: [0.05] } });
    await startRunner();
    const id = await accept(trigger);
    await waitForStatus(id, 'succeeded');
    expect(hits).toHaveLength(2);
    expect(hits[1]!.body).toBe(hits[0]!.body);
    expect(hits[1]!.headers['webhook-id']).toBe(hits[0]!.headers['webhook-id']);
    const attempts = await ledger.deliveries.listAttempts(id);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
    expect(attempts[0]?.response?.body).not.toContain('s3cret');
  });

  test('whose destination changed has its target rendered anew, the body not', async () => {
    answer = ending(500);
    const trigger = await addTrigger({}, { retry: { delaysSeconds: [3600] } });
    const runs = await startRunner();
    const id = await accept(trigger);
    await waitForStatus(id, 'retrying');
    answer = ending(200);
    const destination = { ...trigger.destination, url: `${origin}/moved/{{order.id}}`, method: 'PUT' as const };
    await workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, destination }));
    await ledger.deliveries.retry(id, Date.now());
    runs.wake();
    const delivery = await waitForStatus(id, 'succeeded');
    expect(hits.map(({ method, url }) => [method, url])).toEqual([
      ['POST', '/hook'],
      ['PUT', '/moved/A-1'],
    ]);
    expect(hits[1]!.body).toBe(hits[0]!.body);
    expect(delivery.rendered?.target.url).toBe(`${origin}/moved/A-1`);
  });

  test.each([
    ['a redirect', { location: '/elsewhere' }, 302, /302 Found/],
    ['a client error', {}, 404, /404 Not Found/],
  ] as const)('fails on %s, once its policy says so', async (_name, headers, status, summary) => {
    answer = ending(status, headers);
    const trigger = await addTrigger({}, { retry: 'limited' });
    await startRunner();
    const id = await accept(trigger);
    const delivery = await waitForStatus(id, 'exhausted');
    expect(delivery.reason).toContain(String(status));
    expect(hits).toHaveLength(1);
    expect((await ledger.deliveries.listAttempts(id))[0]?.summary).toMatch(summary);
  });

  test('that met 410 is exhausted and pauses its trigger; the next waits until it is resumed', async () => {
    answer = ending(410);
    const trigger = await addTrigger();
    const runs = await startRunner();
    const id = await accept(trigger);
    await waitForStatus(id, 'exhausted');
    expect(await ledger.triggerStates.get(trigger.id)).toMatchObject({
      pausedBecause: 'The endpoint answered 410 Gone',
    });
    answer = ending(200);
    const waiting = await accept(trigger);
    const other = await accept(await addTrigger());
    await waitForStatus(other, 'succeeded');
    expect((await ledger.deliveries.get(waiting))?.status).toBe('scheduled');
    await ledger.triggerStates.resume(trigger.id);
    runs.refreshPaused();
    await waitForStatus(waiting, 'succeeded');
  });

  test('of a paused trigger waits until the workspace says that it runs', async () => {
    const trigger = await addTrigger();
    await workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, status: 'paused' }));
    await startRunner();
    const id = await accept(trigger);
    await waitForStatus(await accept(await addTrigger()), 'succeeded');
    expect((await ledger.deliveries.get(id))?.status).toBe('scheduled');
    await workspace.write((writer) => writer.triggers.put({ ...trigger, version: 3, status: 'active' }));
    await waitForStatus(id, 'succeeded');
  });

  test('times out after its own limit', async () => {
    answer = () => undefined;
    const trigger = await addTrigger({ timeoutSeconds: 1 }, { retry: 'none' });
    await startRunner();
    const id = await accept(trigger);
    const delivery = await waitForStatus(id, 'exhausted');
    expect(delivery).toMatchObject({ lastCode: 'timeout', reason: 'The only try failed' });
  });

  test('cancelled in flight stays cancelled, with its try on record', async () => {
    const sent = Promise.withResolvers<ServerResponse>();
    answer = (_hit, response) => sent.resolve(response);
    const trigger = await addTrigger();
    const runs = await startRunner();
    const id = await accept(trigger);
    const over = runs.waitFor(id, 5000);
    const response = await sent.promise;
    expect(await ledger.deliveries.cancel(id, 'Cancelled by Ada', Date.now())).toBe('ok');
    response.end();
    await over;
    expect(await ledger.deliveries.get(id)).toMatchObject({ status: 'cancelled', reason: 'Cancelled by Ada' });
    expect(await ledger.deliveries.listAttempts(id)).toHaveLength(1);
  });

  test('of a deleted trigger is cancelled', async () => {
    const trigger = await addTrigger();
    await workspace.write((writer) => writer.triggers.delete(trigger.id));
    await startRunner();
    expect(await waitForStatus(await accept(trigger), 'cancelled')).toMatchObject({
      reason: 'The trigger was deleted',
    });
    expect(hits).toEqual([]);
  });

  test('that does not render is failed-to-render, names the diagnostic, and is sent when a retry finds a template that works', async () => {
    const trigger = await addTrigger({}, {}, 'nothing.here');
    const runs = await startRunner();
    const id = await accept(trigger);
    const failed = await waitForStatus(id, 'failed-to-render');
    expect(failed).toMatchObject({ attemptCount: 0, diagnostics: [{ code: 'no-output' }] });
    expect(failed.reason).toContain('(no-output)');
    const revision = {
      templateId: trigger.templateId ?? '',
      language: 'jsonata' as const,
      source: '{ "ok": true }',
      format: 'json' as const,
      formatOptions: {},
    };
    await ledger.revisions.add({
      ...revision,
      revision: 2,
      partials: [],
      note: '',
      publishedAt: AT,
      publishedBy: 'test',
    });
    await ledger.deliveries.retry(id, Date.now(), { templateId: trigger.templateId ?? '', revision: 2 });
    runs.wake();
    await waitForStatus(id, 'succeeded');
    expect(hits.map(({ body }) => body)).toEqual(['{"ok":true}']);
  });

  test('waits when no render process can be had, instead of being given up', async () => {
    const unavailable = createRenderPool({ size: 2 });
    await unavailable.close();
    const trigger = await addTrigger();
    await startRunner({ pool: unavailable });
    const delivery = await waitForStatus(await accept(trigger), 'retrying');
    expect(delivery.attemptCount).toBe(0);
    expect(delivery.nextAttemptAt).toBeGreaterThan(Date.now() + 20_000);
  });

  test('whose stored bytes are damaged is not sent', async () => {
    const trigger = await addTrigger();
    await startRunner({ ledger: { ...ledger, queue: { ...ledger.queue, claim: claimDamaged } } });
    const delivery = await waitForStatus(await accept(trigger), 'exhausted');
    expect(delivery.reason).toContain('damaged');
    expect(hits).toEqual([]);
  });

  test('with a header that cannot be sent is exhausted without a try', async () => {
    const trigger = await addTrigger({ headers: [{ name: 'X-Note', value: '{{order.note}}' }] });
    await startRunner();
    const id = await accept(trigger, {}, JSON.stringify({ order: { id: 1, total: 2, note: 'a\r\nX-Evil: 1' } }));
    const delivery = await waitForStatus(id, 'exhausted');
    expect(delivery.reason).toMatch(/Nothing was sent: .*X-Note/);
    expect(hits).toEqual([]);
  });

  test('sends secrets but never puts them on record', async () => {
    const trigger = await addTrigger();
    const seal = (secret: string) => secretBox.seal(secret, secretPlace(trigger.id));
    const destination = {
      ...trigger.destination,
      headers: [{ name: 'X-Partner', value: seal('partner-secret'), secret: true }],
      auth: { kind: 'basic' as const, username: 'ada', password: seal('hunter2') },
    };
    await workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, destination }));
    await startRunner();
    const delivery = await accept(trigger);
    await waitForStatus(delivery, 'succeeded');
    const basic = Buffer.from('ada:hunter2').toString('base64');
    expect(hits[0]?.headers).toMatchObject({ 'x-partner': 'partner-secret', authorization: `Basic ${basic}` });
    const record = JSON.stringify([
      await ledger.deliveries.listAttempts(delivery),
      (await ledger.deliveries.get(delivery))?.rendered?.target,
    ]);
    expect(record).not.toContain('partner-secret');
    expect(record).not.toContain(basic);
  });
});

describe('a test', () => {
  test.each([
    [200, 'succeeded', true],
    [500, 'exhausted', false],
  ] as const)('answered with %i ends %s after one try and is recorded', async (code, status, succeeded) => {
    answer = ending(code);
    const trigger = await addTrigger({}, { retry: 'standard' });
    const runs = await startRunner();
    const id = await accept(trigger, { kind: 'test', revision: 1 });
    await runs.waitFor(id, 5000);
    expect((await ledger.deliveries.get(id))?.status).toBe(status);
    expect((await ledger.triggerStates.get(trigger.id))?.test).toMatchObject({
      deliveryId: id,
      succeeded,
      fingerprint: testFingerprint(trigger, 1),
    });
    expect(hits).toHaveLength(1);
  });

  test('of a draft renders what is not published', async () => {
    const trigger = await addTrigger();
    const template = await workspace.records.templates.get(trigger.templateId ?? '');
    await workspace.write((writer) => writer.templates.put({ ...template!, version: 2, source: '{ "draft": true }' }));
    const runs = await startRunner();
    await runs.waitFor(await accept(trigger, { kind: 'test', revision: 0 }), 5000);
    expect(hits.map(({ body }) => body)).toEqual(['{"draft":true}']);
  });

  test('is sent while its trigger is paused', async () => {
    const trigger = await addTrigger();
    await workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, status: 'paused' }));
    const runs = await startRunner();
    const id = await accept(trigger, { kind: 'test' });
    await runs.waitFor(id, 5000);
    expect((await ledger.deliveries.get(id))?.status).toBe('succeeded');
  });
});

describe('the runner', () => {
  test('keeps a trigger to its number of tries at a time, and the others go on', async () => {
    const held: ServerResponse[] = [];
    let slowHits = 0;
    answer = (hit, response) => {
      if (hit.url === '/quick') {
        response.end();
        return;
      }
      held.push(response);
      // The first are answered when as many as may be are under way; a fourth would be one too many. Later ones are not held for a third: a
      // trigger that was claimed for before the last of a batch ended has but two of the next until half have ended.
      const answerAll = () => held.splice(0).forEach((waiting) => waiting.end());
      if (slowHits++ >= 3) setTimeout(answerAll, 20);
      else if (held.length === 3) answerAll();
    };
    const slow = await addTrigger();
    const quick = await addTrigger({ url: `${origin}/quick` });
    const slows = await Promise.all(Array.from({ length: 12 }, () => accept(slow)));
    const quicks = await Promise.all(Array.from({ length: 5 }, () => accept(quick)));
    await startRunner({ perTriggerConcurrency: 3 });
    for (const id of [...quicks, ...slows]) await waitForStatus(id, 'succeeded');
    expect(hits).toHaveLength(17);
    const attempts = await Promise.all(slows.map((id) => ledger.deliveries.listAttempts(id)));
    const spans = attempts.map(
      ([attempt]) => [Date.parse(attempt!.startedAt), Date.parse(attempt!.finishedAt!)] as const,
    );
    const mostAtOnce = Math.max(
      ...spans.map(([start]) => spans.filter(([from, to]) => from <= start && start < to).length),
    );
    expect(mostAtOnce).toBe(3);
  });

  test('makes a try again that a process before it left under way, and counts it', async () => {
    const trigger = await addTrigger({}, { retry: 'limited' });
    const id = await accept(trigger);
    const [claim] = await ledger.queue.claim({ now: Date.now(), limit: 1, leaseMs: 60_000, exceptTriggerIds: [] });
    const start = { startedAt: Date.now(), method: 'POST', url: origin, requestHeaders: [] as [string, string][] };
    await ledger.deliveries.startAttempt(id, claim!.leaseToken, start);
    await startRunner();
    await waitForStatus(id, 'succeeded');
    expect((await ledger.deliveries.listAttempts(id)).map(({ outcome }) => outcome)).toEqual([
      'interrupted',
      'succeeded',
    ]);
    const finish = {
      finishedAt: 1,
      durationMs: 1,
      outcome: 'failed' as const,
      code: '500',
      response: null,
      failure: null,
      summary: '',
    };
    const late = await ledger.deliveries.finishAttempt(id, claim!.leaseToken, 1, finish, {
      status: 'exhausted',
      reason: null,
      nextAttemptAt: null,
    });
    expect(late).toBe('stale');
    expect((await ledger.deliveries.get(id))?.status).toBe('succeeded');
  });

  test('does not repeat an interrupted try of a policy that allows one', async () => {
    const trigger = await addTrigger({}, { retry: 'none' });
    const id = await accept(trigger);
    const [claim] = await ledger.queue.claim({ now: Date.now(), limit: 1, leaseMs: 60_000, exceptTriggerIds: [] });
    await ledger.deliveries.startAttempt(id, claim!.leaseToken, {
      startedAt: Date.now(),
      method: 'POST',
      url: origin,
      requestHeaders: [],
    });
    await startRunner();
    expect(await waitForStatus(id, 'exhausted')).toMatchObject({
      reason: expect.stringContaining('the endpoint may have it'),
    });
    expect(hits).toEqual([]);
  });

  test('stops by waiting for answers, gives up what has none, and leaves it due', async () => {
    const sent = Promise.withResolvers<void>();
    answer = () => sent.resolve();
    const trigger = await addTrigger();
    const runs = await startRunner({ graceMs: 50 });
    const id = await accept(trigger);
    await sent.promise;
    await runs.stop();
    const delivery = await ledger.deliveries.get(id);
    expect(delivery).toMatchObject({ status: 'retrying', lastCode: 'aborted' });
    expect(delivery!.nextAttemptAt).toBeLessThanOrEqual(Date.now());
    await accept(trigger);
    expect(await ledger.queue.nextDueAt([])).not.toBeNull();
  });

  test('goes on after the storage has failed', async () => {
    const trigger = await addTrigger();
    let failures = 3;
    const queue = {
      ...ledger.queue,
      claim: (query: Parameters<Ledger['queue']['claim']>[0]) => {
        if (failures-- > 0) return Promise.reject(new Error('disk is away'));
        return ledger.queue.claim(query);
      },
    };
    await startRunner({ ledger: { ...ledger, queue } });
    await waitForStatus(await accept(trigger), 'succeeded');
    expect(failures).toBeLessThan(0);
  });

  test('does not go round while the disk has room for a claim and none for a try', async () => {
    const trigger = await addTrigger();
    let refusals = 0;
    const begunAt = Date.now();
    const deliveries = {
      ...ledger.deliveries,
      startAttempt: (...args: Parameters<Ledger['deliveries']['startAttempt']>) => {
        if (Date.now() - begunAt > 1500) return ledger.deliveries.startAttempt(...args);
        refusals++;
        return Promise.reject(new StorageUnavailable('The disk is full'));
      },
    };
    await startRunner({ ledger: { ...ledger, deliveries } });
    await waitForStatus(await accept(trigger), 'succeeded');
    expect(refusals).toBeGreaterThan(0);
    expect(refusals).toBeLessThanOrEqual(3);
  });

  test('looks but rarely while all places are taken, also by late holders of a lease that ran out', async () => {
    let looks = 0;
    const sent: ServerResponse[] = [];
    answer = (_hit, response) => void sent.push(response);
    const queue = {
      ...ledger.queue,
      claim: (query: Parameters<Ledger['queue']['claim']>[0]) => (looks++, ledger.queue.claim(query)),
      nextDueAt: (except: readonly string[]) => (looks++, ledger.queue.nextDueAt(except)),
    };
    const runs = await startRunner({ ledger: { ...ledger, queue }, concurrency: 12, perTriggerConcurrency: 2 });
    const ids = [await accept(await addTrigger())];
    await vi.waitFor(() => expect(sent).toHaveLength(1), 5000);
    // As if its lease had run out: it is tried again while its late holder still has a place.
    await ledger.queue.recoverAll(Date.now());
    runs.wake();
    await vi.waitFor(() => expect(sent).toHaveLength(2), 5000);
    for (let place = 3; place <= 12; place++) ids.push(await accept(await addTrigger()));
    await vi.waitFor(() => expect(sent).toHaveLength(12), 5000);
    ids.push(await accept(await addTrigger()));
    const from = looks;
    const until = Date.now() + 300;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(until));
    expect(looks - from).toBeLessThan(5);
    answer = ending(200);
    for (const response of sent) response.end();
    for (const id of ids) await waitForStatus(id, 'succeeded');
  });

  test('waits no longer than asked', async () => {
    answer = () => undefined;
    const trigger = await addTrigger();
    const runs = await startRunner({ graceMs: 20 });
    const id = await accept(trigger);
    const startedAt = performance.now();
    await runs.waitFor(id, 50);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(await runs.waitFor('dlv_none', 60_000)).toBeUndefined();
  });
});
