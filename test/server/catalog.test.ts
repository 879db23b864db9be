import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const catalog = '/api/v1/catalog';
const create = (body: object) => server.send('POST', catalog, { body });
const post = async (type: string, data: unknown = {}) =>
  (await server.send('POST', '/api/v1/events', { body: { type, data } })).body;
const listenTo = (event: string) =>
  setUpTrigger(server, {
    name: `For ${event}`,
    event,
    language: 'jsonata',
    source: '1',
    url: `${server.url}/inbox/catalog`,
  });

describe('a type that people define', () => {
  test('is known from its first event on, by name and alias, until it is deleted', async () => {
    expect((await post('shop.pinged')).warnings[0]).toContain('is not in the catalog');
    const created = await create({ name: 'shop.pinged', title: 'Ping', aliases: ['Shop Ping'] });
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    const shown = {
      name: 'shop.pinged',
      title: 'Ping',
      description: '',
      aliases: ['Shop Ping'],
      kind: 'generic',
      sample: null,
      enabled: true,
      from: [],
      when: null,
      builtIn: false,
      version: 1,
    };
    expect(created.body).toEqual(shown);
    expect((await server.send('GET', `${catalog}/shop.pinged`)).body).toEqual(shown);
    const triggerId = await listenTo('shop ping');
    expect(await post('SHOP PING')).toMatchObject({ types: ['shop.pinged'], deliveries: [{ triggerId }] });

    const refused = await server.send('DELETE', `${catalog}/shop.pinged`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'has-dependants' } });
    expect(refused.body.detail).toContain('"For shop ping"');
    await server.restart();
    expect((await post('shop.pinged')).types).toEqual(['shop.pinged']);
    await server.send('DELETE', `/api/v1/triggers/${triggerId}`);
    expect((await server.send('DELETE', `${catalog}/shop.pinged`)).status).toBe(204);
    expect((await server.send('GET', `${catalog}/shop.pinged`)).status).toBe(404);
    expect((await post('shop.pinged')).types).toEqual([]);
  });

  test('has the facts of the payload kind it chooses, and those of the envelope in any case', async () => {
    await create({ name: 'shop.audited', title: 'Audit', kind: 'order' });
    const body = { type: 'shop.audited', source: 'desk', data: { order: { id: 77 } } };
    const { eventId } = (await server.send('POST', '/api/v1/events', { body })).body;
    const event = (await server.send('GET', `/api/v1/events/${eventId}`)).body;
    expect(event.facts).toEqual({ orderId: '77', source: 'desk' });
  });

  test('is changed and renamed, and every change counts', async () => {
    await create({ name: 'shop.moved', title: 'Moved', aliases: ['moved'] });
    const changed = await server.send('PATCH', `${catalog}/shop.moved`, {
      body: { name: 'shop.relocated', aliases: ['moved', 'relocated'] },
      headers: { 'If-Match': '"1"' },
    });
    expect(changed).toMatchObject({ status: 200, body: { name: 'shop.relocated', title: 'Moved', version: 2 } });
    expect((await post('Moved')).types).toEqual(['shop.relocated']);
    expect((await post('shop.moved')).types).toEqual([]);
    const stale = await server.send('PATCH', `${catalog}/shop.relocated`, {
      body: { title: 'X' },
      headers: { 'If-Match': '"1"' },
    });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version-conflict' } });
    const triggerId = await listenTo('shop.relocated');
    const renamed = await server.send('PATCH', `${catalog}/shop.relocated`, { body: { name: 'shop.gone' } });
    expect(renamed).toMatchObject({ status: 409, body: { code: 'has-dependants' } });
    await server.send('DELETE', `/api/v1/triggers/${triggerId}`);
  });

  test('is derived from another type where its condition holds, which runs apart', async () => {
    const order = { kind: 'order', from: ['order_updated'] };
    await create({ name: 'vip.updated', title: 'VIP', ...order, when: 'data.order.total > 1000' });
    await create({ name: 'hung.updated', title: 'Hung', ...order, when: '($f := function(){ $f() }; $f())' });
    await create({ name: 'typed.updated', title: 'Typed', ...order, when: '$event.type = "order.updated"' });
    const vip = await listenTo('vip.updated');
    const both = await post('order.updated', { order: { id: '1', total: 2000 } });
    expect(both).toMatchObject({
      types: ['order.updated', 'vip.updated', 'typed.updated'],
      deliveries: [{ triggerId: vip }],
    });
    expect(both.warnings).toEqual([expect.stringContaining('a "hung.updated" event too')]);
    expect((await post('order.updated', { order: { total: 5 } })).types).toEqual(['order.updated', 'typed.updated']);
    for (const name of ['hung.updated', 'typed.updated']) await server.send('DELETE', `${catalog}/${name}`);
  });

  test.each<[string, object, number, string, string[]]>([
    ['a name of a built-in type', { name: 'order.shipped' }, 409, 'name-taken', ['name']],
    ['an alias of a built-in type', { name: 'a.b', aliases: ['x', 'NEW SALE'] }, 409, 'name-taken', ['aliases[1]']],
    ['an alias given twice', { name: 'a.b', aliases: ['x', 'X'] }, 409, 'name-taken', ['aliases[1]']],
    ['a name without a dot', { name: 'Bad' }, 400, 'invalid-request', ['name']],
    ['a kind that is missing', { name: 'a.b', kind: 'parcel' }, 400, 'invalid-request', ['kind']],
    ['a condition alone', { name: 'a.b', when: 'true' }, 400, 'invalid-request', ['from']],
    ['sources alone', { name: 'a.b', kind: 'order', from: ['order.updated'] }, 400, 'invalid-request', ['when']],
    [
      'sources that are unknown or of another kind',
      { name: 'a.b', kind: 'order', from: ['nothing.known', 'shipment.shipped'], when: 'true' },
      400,
      'invalid-request',
      ['from[0]', 'from[1]'],
    ],
    [
      'a condition that does not parse',
      { name: 'a.b', kind: 'order', from: ['order.updated'], when: 'data.[' },
      400,
      'invalid-request',
      ['when'],
    ],
  ])('with %s is refused', async (_, body, status, code, paths) => {
    const answer = await create({ title: 'T', ...body });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  test('of one name is made once, however many ask at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => create({ name: 'shop.raced', title: 'R' })));
    expect(made.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409', '409', '409']);
  });
});

describe('a built-in type', () => {
  test('that is switched off stores its events and reaches nobody, until it is switched on', async () => {
    const triggerId = await listenTo('contact.created');
    const off = await server.send('PATCH', `${catalog}/contact.created`, { body: { enabled: false } });
    expect(off).toMatchObject({ status: 200, body: { name: 'contact.created', enabled: false, version: 1 } });
    const quiet = await post('contact.created', { contact: {} });
    expect(quiet).toMatchObject({ types: ['contact.created'], deliveries: [] });
    expect(quiet.warnings).toEqual([expect.stringContaining('switched off')]);
    await server.send('PATCH', `${catalog}/contact.created`, { body: { enabled: true } });
    expect(await post('contact.created', { contact: {} })).toMatchObject({ deliveries: [{ triggerId }] });
  });

  test('that is switched off is derived from nothing', async () => {
    await server.send('PATCH', `${catalog}/cart.abandoned`, { body: { enabled: false } });
    const { types } = await post('order.abandoned', { order: { order_offers: [{ offer_id: 1 }] } });
    expect(types).toEqual(['order.abandoned', 'order.partial']);
  });

  test.each<[string, object, number, string]>([
    ['changes but its switch', { title: 'Mine' }, 400, 'invalid-request'],
    ['a switch that is text', { enabled: 'no' }, 400, 'invalid-request'],
  ])('takes no %s', async (_, body, status, code) => {
    expect(await server.send('PATCH', `${catalog}/order.shipped`, { body })).toMatchObject({ status, body: { code } });
  });

  test('is not deleted', async () => {
    const answer = await server.send('DELETE', `${catalog}/order.shipped`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-possible-now' } });
    expect(answer.body.detail).toContain('"enabled": false');
  });
});

test('payload kinds say which facts they have', async () => {
  const { items } = (await server.send('GET', `${catalog}/kinds`)).body;
  expect(items.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining([
      'order',
      'transaction',
      'order_offer',
      'shipment',
      'order_status',
      'contact',
      'survey',
      'generic',
    ]),
  );
});
