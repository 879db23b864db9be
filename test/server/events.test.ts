import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventListItem, EventMatch, EventMatches } from '../../packages/server/src/contract/index.ts';
import { eventListItemSchema, eventMatchesSchema, statsSchema } from '../../packages/server/src/contract/index.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import type { TriggerSetup } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
/** Ids of triggers, by name. */
const triggers: Record<string, string> = {};
/** Ids of events, by the id that their sender gave. */
const events: Record<string, string> = {};

const shipped = (name: string, more: Record<string, unknown> = {}): TriggerSetup => ({
  name,
  event: 'shipment.fulfilled',
  language: 'jsonata',
  source: '{ "id": data.id }',
  url: `${server.url}/inbox/events`,
  more,
});

async function post(id: string, event: Record<string, unknown>, path = '/api/v1/events'): Promise<void> {
  const answer = await server.send('POST', path, { body: { id, ...event } });
  expect(answer.status).toBe(202);
  events[id] = answer.body.eventId;
}

const route = (conditions: Record<string, unknown>) => ({
  routes: [{ events: ['shipment.fulfilled'], ...conditions }],
});

beforeAll(async () => {
  server = await startTestServer();
  for (const [name, more] of Object.entries({
    plain: {},
    campaign: route({ campaignIds: ['3', '4'] }),
    filtered: route({ filter: 'data.weight > 10' }),
    broken: route({ filter: '$error("no weight")' }),
    live: { includeTest: false },
    paused: route({ campaignIds: ['3'] }),
    updates: { routes: [{ events: ['order.updated'] }] },
  }))
    triggers[name] = await setUpTrigger(server, shipped(name, more));
  await server.send('POST', `/api/v1/triggers/${triggers['paused']}/pause`);
  await post('s-1', { type: 'shipment.fulfilled', campaignId: '12', data: { id: '1', order_id: '223827' } });
  await post('s-2', { type: 'shipment.fulfilled', isTest: true, data: { id: '2' } });
  await post('s-3', { type: 'no.such.type', data: {} });
});
afterAll(() => server.close());

async function list(query: string): Promise<(string | null)[]> {
  const answer = await server.send('GET', `/api/v1/events?${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return eventListItemSchema
    .array()
    .parse(answer.body.items)
    .map(({ sourceEventId }) => sourceEventId);
}

async function explain(id: string, query = ''): Promise<EventMatches> {
  const answer = await server.send('GET', `/api/v1/events/${events[id]}/matches?${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return eventMatchesSchema.parse(answer.body);
}

function byName(matches: EventMatches): Record<string, Pick<EventMatch, 'outcome' | 'reasons'>> {
  return Object.fromEntries(
    matches.items.map(({ triggerName, outcome, reasons }) => [triggerName, { outcome, reasons }]),
  );
}

describe('the list', () => {
  test.each([
    ['', ['s-3', 's-2', 's-1']],
    ['q=S-', ['s-3', 's-2', 's-1']],
    ['type=shipment.fulfilled', ['s-2', 's-1']],
    ['isTest=true', ['s-2']],
    ['isTest=false&type=shipment.fulfilled', ['s-1']],
    ['feedId=feed_default&limit=1', ['s-3']],
    ['feedId=feed_none', []],
    ['from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z', []],
    ['from=1960-01-01T00:00:00Z', ['s-3', 's-2', 's-1']],
    ['to=1960-01-01T00:00:00Z', []],
  ])('%s', async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  test('finds a customer’s events, and says what came of each', async () => {
    const customers = (await server.send('GET', '/api/v1/customers')).body.items;
    const { id } = customers.find(({ name }: { name: string }) => name === 'live');
    expect(await list(`customerId=${id}`)).toEqual(['s-2', 's-1']);
    const items: EventListItem[] = (await server.send('GET', '/api/v1/events')).body.items;
    expect(items.map(({ outcome }) => outcome.customerCount)).toEqual([0, 4, 4]);
    expect(items[2]?.outcome.statuses).toMatchObject({ filtered: 1, 'failed-to-render': 1 });
    expect(items[1]?.outcome.statuses).toMatchObject({ 'held-back': 1 });
  });

  test.each(['type=&nonsense=1', 'isTest=maybe', 'from=yesterday', 'cursor=abc'])('refuses %s', async (query) => {
    const answer = await server.send('GET', `/api/v1/events?${query}`);
    expect(answer.status).toBe(400);
  });
});

describe('what matches, and why', () => {
  test('for a live event', async () => {
    const matches = await explain('s-1');
    expect(byName(matches)).toEqual({
      plain: { outcome: 'matches', reasons: [] },
      live: { outcome: 'matches', reasons: [] },
      filtered: {
        outcome: 'filtered',
        reasons: [expect.stringContaining('The filter of route 1 does not hold for this event: ')],
      },
      broken: { outcome: 'failed-to-render', reasons: [expect.stringContaining('The filter of route 1 failed')] },
      campaign: { outcome: 'no-match', reasons: ['Campaign 12 is not in [3, 4]'] },
      paused: { outcome: 'no-match', reasons: ['The trigger is paused', 'Campaign 12 is not in [3]'] },
      updates: { outcome: 'no-match', reasons: ['It listens to order.updated, not to shipment.fulfilled'] },
    });
    expect(matches).toMatchObject({ types: ['shipment.fulfilled'], notes: [], wanting: 4, total: 7, nextCursor: null });
    // What is on record is what the accept made, which is what matches now: nothing has changed.
    const recorded = matches.items.filter(({ delivery }) => delivery !== null).map(({ triggerName }) => triggerName);
    expect(recorded.toSorted()).toEqual(['broken', 'filtered', 'live', 'plain']);
  });

  test('for a test event, and for one of a type that nobody knows', async () => {
    expect(byName(await explain('s-2'))['live']).toEqual({
      outcome: 'held-back',
      reasons: [expect.stringContaining('does not take test events')],
    });
    const unknown = await explain('s-3');
    expect(unknown.notes).toEqual([expect.stringContaining('"no.such.type" is not in the catalog')]);
    expect(unknown).toMatchObject({ wanting: 0, total: 7, types: [] });
    expect(unknown.items[0]?.reasons).toContain('The event has no type that a trigger can listen to');
  });

  test('page by page, and for what is searched', async () => {
    const first = await explain('s-1', 'limit=3');
    const rest = await explain('s-1', `limit=50&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items].map(({ triggerName }) => triggerName)).toEqual(
      (await explain('s-1')).items.map(({ triggerName }) => triggerName),
    );
    expect((await explain('s-1', 'q=CAMP')).items.map(({ triggerName }) => triggerName)).toEqual(['campaign']);
  });

  test('as the settings are now, while the record stays', async () => {
    await post('s-4', { type: 'shipment.fulfilled', campaignId: '3', data: { id: '4' } });
    const before = (await explain('s-4', 'q=campaign')).items[0];
    expect(before).toMatchObject({ outcome: 'matches', delivery: { status: expect.any(String) } });
    const { body: trigger, headers } = await server.send('GET', `/api/v1/triggers/${triggers['campaign']}`);
    const changed = await server.send('PATCH', `/api/v1/triggers/${triggers['campaign']}`, {
      body: { routes: [{ ...trigger.routes[0], campaignIds: ['9'] }] },
      headers: { 'if-match': String(headers['etag']) },
    });
    expect(changed.status).toBe(200);
    expect((await explain('s-4', 'q=campaign')).items[0]).toMatchObject({
      outcome: 'no-match',
      reasons: ['Campaign 3 is not in [9]'],
      delivery: { id: before?.delivery?.id },
    });
  });

  test('for a feed that reaches others, and an event for another customer', async () => {
    const customers = (await server.send('GET', '/api/v1/customers')).body.items;
    const idOf = (wanted: string) => customers.find(({ name }: { name: string }) => name === wanted).id;
    const feed = await server.send('POST', '/api/v1/feeds', { body: { name: 'shop', customers: [idOf('plain')] } });
    await post('s-5', { type: 'shipment.fulfilled', data: {} }, `/api/v1/events?feed=${feed.body.id}`);
    expect(byName(await explain('s-5'))).toMatchObject({
      plain: { outcome: 'matches' },
      live: { outcome: 'no-match', reasons: ['The feed "shop" does not reach the customer "live"'] },
    });
    await post('s-6', { type: 'shipment.fulfilled', customer: idOf('plain'), data: {} });
    expect(byName(await explain('s-6'))['live']?.reasons).toEqual([
      `The event is addressed to "${idOf('plain')}", not to "live"`,
    ]);
    await server.send('DELETE', `/api/v1/feeds/${feed.body.id}`);
    expect((await explain('s-5')).notes).toEqual([expect.stringContaining('is gone')]);
  });

  test('of no such event', async () => {
    expect((await server.send('GET', '/api/v1/events/evt_none/matches')).status).toBe(404);
  });
});

test('the figures count what ends, and name the trigger that fails until it is deleted', async () => {
  const failing = await setUpTrigger(server, {
    ...shipped('down', { retry: 'none' }),
    event: 'shipment.cancelled',
    url: `${server.url}/inbox/down?status=503`,
  });
  await post('s-7', { type: 'shipment.cancelled', data: { id: '7' } });
  const stats = await until('the failure to be counted', async () => {
    const answer = statsSchema.parse((await server.send('GET', '/api/v1/stats')).body);
    return answer.failing.length > 0 && answer;
  });
  expect(stats.failing).toMatchObject([{ triggerId: failing, triggerName: 'down', failures: 1, lastCode: '503' }]);
  expect(stats.lastDay.failedToRender).toBeGreaterThan(0);
  expect(stats.finalRate).toBeGreaterThan(0);
  expect(stats.finalRate).toBeLessThan(1);
  expect((await server.send('DELETE', `/api/v1/triggers/${failing}`)).status).toBe(204);
  expect((await server.send('GET', '/api/v1/stats')).body.failing).toEqual([]);
});
