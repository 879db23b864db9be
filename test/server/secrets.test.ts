import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { bindApi } from '../support/bind-api.ts';
import { setUpFlow } from '../support/set-up-flow.ts';
import type { Flow } from '../support/set-up-flow.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

const MASK = '••••••••';

let server: TestServer;
let flow: Flow;
const { api, make } = bindApi(() => server);
beforeAll(async () => {
  server = await startTestServer();
  flow = await setUpFlow(server);
  await api('POST', `/templates/${flow.templateId}/publish`);
});
afterAll(() => server.close());

describe('a trigger', () => {
  test('its secrets are never shown, and kept by their mask', async () => {
    const secrets = { header: 'sekret-header-1', password: 'sekret-password-2' };
    const destination = {
      headers: [
        { name: 'X-Api', value: secrets.header, secret: true },
        { name: 'X-Open', value: 'open' },
      ],
      auth: { kind: 'basic', username: 'u', password: secrets.password },
    };
    const made = await api('POST', '/triggers', flow.input({ name: 'Secrets' }, destination));
    const { id } = made.body;
    expect(made.body.destination).toMatchObject({
      headers: [{ value: MASK }, { value: 'open' }],
      auth: { username: 'u', password: MASK },
    });
    const sent = await api('POST', `/triggers/${id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(sent.body.status).toBe('succeeded');
    const arrived = async (): Promise<Record<string, string>> =>
      Object.fromEntries((await api('GET', '/inbox?name=flow&limit=1')).body.items[0].headers);
    const basic = `Basic ${Buffer.from(`u:${secrets.password}`).toString('base64')}`;
    expect(await arrived()).toMatchObject({ 'x-api': secrets.header, 'x-open': 'open', authorization: basic });

    const renamed = await api('PATCH', `/triggers/${id}`, {
      destination: { ...made.body.destination, timeoutSeconds: 5 },
    });
    expect(renamed.status).toBe(200);
    await api('POST', `/triggers/${id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(await arrived()).toMatchObject({ 'x-api': secrets.header, authorization: basic });
    const moved = await api('PATCH', `/triggers/${id}`, {
      destination: { ...made.body.destination, url: 'https://other.example/' },
    });
    expect(moved.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'destination.headers[0].value',
      'destination.auth.password',
    ]);

    const shown = await Promise.all(
      ['/triggers', `/triggers/${id}`, `/deliveries/${sent.body.id}`, '/deliveries'].map((path) => api('GET', path)),
    );
    const kept = await readFile(join(server.dataDir, 'workspace.json'), 'utf8');
    for (const secret of [...Object.values(secrets), basic]) {
      expect(shown.map(({ text }) => text).join('')).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
    await api('DELETE', `/triggers/${id}`);
  });

  test('its signing secret is given when asked for, and rotates with an overlap', async () => {
    const { id } = await make('/triggers', flow.input({ name: 'Signing' }));
    const first = await api('GET', `/triggers/${id}/secret`);
    expect(first).toMatchObject({ headers: { 'cache-control': 'no-store' }, body: { previousUntil: null } });
    expect(first.body.secret).toMatch(/^whsec_/);
    const rotated = await api('POST', `/triggers/${id}/rotate-secret`);
    expect(rotated.body.secret).not.toBe(first.body.secret);
    const overlap = Date.parse(rotated.body.previousUntil) - Date.now();
    expect(overlap).toBeGreaterThan(23.9 * 3_600_000);
    expect(overlap).toBeLessThanOrEqual(24 * 3_600_000);
    expect((await api('GET', `/triggers/${id}`)).text).not.toContain('whsec_');
    await api('DELETE', `/triggers/${id}`);
  });
});

test('payloads are masked for everybody; the exact bytes leave a trace', async () => {
  const accepted = await api('POST', '/events', {
    type: 'order.updated',
    data: { card_number: '4111111111111111', note: 'ok' },
  });
  const seen = await api('GET', `/events/${accepted.body.eventId}`);
  expect(seen.text).not.toContain('4111111111111111');
  expect(seen.body.payload).toContain('ok');
  const { id } = await make('/templates', { name: 'All', source: '$' });
  const editor = await make('/keys', { name: 'ed', role: 'editor' });
  const rendered = await server.send('POST', `/api/v1/templates/${id}/render`, {
    key: editor.key,
    body: { eventId: accepted.body.eventId },
  });
  expect(rendered.body.body).toContain('"note":"ok"');
  expect(rendered.text).not.toContain('4111111111111111');
  expect((await api('POST', `/templates/${id}/render`, { eventId: accepted.body.eventId })).text).toContain(
    '4111111111111111',
  );
});

test('whoever sees exact bytes or a signing secret is on record', async () => {
  const recorded = await startTestServer({ demo: true });
  try {
    const send = recorded.send.bind(recorded);
    const payload = await readFile('samples/payloads/shipment_shipped.json', 'utf8');
    const feeds = await send('GET', '/api/v1/feeds');
    const demo = feeds.body.items.find(({ name }: { name: string }) => name === 'demo');
    const { body } = await send('POST', new URL(demo.ingestUrl).pathname, { key: null, body: payload });
    const [delivery] = body.deliveries;
    await until(
      'the delivery',
      async () => (await send('GET', `/api/v1/deliveries/${delivery.id}`)).body.status === 'succeeded',
    );
    await send('GET', `/api/v1/events/${body.eventId}/payload`);
    await send('GET', `/api/v1/deliveries/${delivery.id}/body`);
    await send('GET', `/api/v1/triggers/${delivery.triggerId}/secret`);
    await recorded.stop();
    const ledger = await openSqliteLedger({ file: join(recorded.dataDir, 'ledger.db') });
    const { items } = await ledger.audit.list({ limit: 10 });
    await ledger.close();
    const asked = items.filter(({ actor }) => actor !== 'server start');
    expect(asked.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['admin key', 'see-signing-secret', delivery.triggerId],
      ['admin key', 'see-exact-body', delivery.id],
      ['admin key', 'see-exact-payload', body.eventId],
    ]);
  } finally {
    await recorded.close();
  }
});
