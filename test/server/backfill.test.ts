import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const event = 'order.shipped';
let names = 0;
/** A paused trigger that has never run, for a customer of its own. */
async function makeTrigger(more: Record<string, unknown> = {}): Promise<{ id: string; to: string }> {
  const name = `Backfill ${++names}`;
  const url = `${server.url}/inbox/backfill-${names}`;
  const id = await setUpTrigger(server, { name, event, language: 'jsonata', source: 'data', url, more });
  await server.send('POST', `/api/v1/triggers/${id}/pause`);
  return { id, to: (await server.send('GET', `/api/v1/triggers/${id}`)).body.customerId };
}

const sendAll = async (to: string, all: unknown[]): Promise<void> => {
  for (const data of all)
    expect((await server.send('POST', '/api/v1/events', { body: { type: event, customer: to, data } })).status).toBe(
      202,
    );
};
const foresee = async (id: string) => (await server.send('GET', `/api/v1/triggers/${id}/backfill`)).body;
const activate = async (id: string, body: object) =>
  (await server.send('POST', `/api/v1/triggers/${id}/activate`, { body: { force: true, ...body } })).body;
const listDeliveries = async (id: string) =>
  (await server.send('GET', `/api/v1/deliveries?triggerId=${id}&limit=200`)).body.items.toReversed();

test('delivers what came while nobody listened, in order, once, when it is asked to', async () => {
  const { id, to } = await makeTrigger({ routes: [{ events: [event], filter: 'data.n != 2' }], delayMinutes: 60 });
  await sendAll(to, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(await foresee(id)).toEqual({ count: 2, complete: true, running: null });
  expect(await activate(id, {})).toMatchObject({ status: 'active', backfill: null });
  expect(await listDeliveries(id)).toEqual([]);
  expect(await activate(id, { backfill: true })).toMatchObject({ backfill: { count: 2, complete: true } });
  const deliveries = await until('the deliveries', async () => {
    const all = await listDeliveries(id);
    return all.every(({ status }: { status: string }) => status === 'succeeded') && all;
  });
  expect(deliveries).toMatchObject([
    { kind: 'live', revision: 1 },
    { kind: 'live', revision: 1 },
  ]);
  expect(deliveries[0].eventId < deliveries[1].eventId).toBe(true);
  expect(await foresee(id)).toMatchObject({ count: 0 });
  expect(await activate(id, { backfill: true })).toMatchObject({ backfill: { count: 0, complete: true } });
});

test('leaves what other customers, other feeds and tests are for', async () => {
  const { id, to } = await makeTrigger({ includeTest: false });
  const stranger = await makeTrigger();
  const feed = await server.send('POST', '/api/v1/feeds', { body: { name: 'narrow', customers: [stranger.to] } });
  const toNarrow = { type: event, data: { narrow: true } };
  expect((await server.send('POST', `/in/${feed.body.token}`, { body: toNarrow, key: null })).status).toBe(202);
  await sendAll(stranger.to, [{}]);
  await server.send('POST', '/api/v1/events', { body: { type: event, customer: to, isTest: true, data: {} } });
  expect(await foresee(id)).toMatchObject({ count: 0 });
  expect(await foresee(stranger.id)).toMatchObject({ count: 2 });
});

test('goes on after a restart from where it was, with the revision that it began with', async () => {
  const { id, to } = await makeTrigger();
  await sendAll(
    to,
    Array.from({ length: 5 }, (_, n) => ({ n })),
  );
  const { templateId } = (await server.send('GET', `/api/v1/triggers/${id}`)).body;
  const { items } = (await server.send('GET', '/api/v1/events?limit=5')).body;
  const [last, , , second] = items;
  await server.stop();
  // What a process leaves that dies after the second event.
  const ledger = await openSqliteLedger({ file: `${server.dataDir}/ledger.db` });
  await ledger.backfills.begin({ triggerId: id, templateId, revision: 1, afterId: second.id, untilId: last.id });
  await ledger.close();
  await server.restart();
  const found = await until('the rest', async () => {
    const all = await listDeliveries(id);
    return all.length === 3 && all;
  });
  expect(found.map(({ eventId }: { eventId: string }) => eventId)).toEqual([items[2].id, items[1].id, last.id]);
  await until('the end', async () => (await foresee(id)).running === null);
});
