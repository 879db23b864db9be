import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const kinds = '/api/v1/catalog/kinds';
const create = (body: object) => server.send('POST', kinds, { body });
const patch = (name: string, body: object, version?: number) =>
  server.send('PATCH', `${kinds}/${name}`, {
    body,
    ...(version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } }),
  });
const addType = (name: string, kind: string) =>
  server.send('POST', '/api/v1/catalog', { body: { name, title: name, kind } });
const findFacts = async (eventType: string, payload: unknown) =>
  (await server.send('POST', '/api/v1/catalog/facts', { body: { eventType, payload } })).body;
async function postEvent(type: string, data: unknown) {
  const { body } = await server.send('POST', '/api/v1/events', { body: { type, data } });
  const event = await server.send('GET', `/api/v1/events/${body.eventId}`);
  return { ...body, facts: event.body.facts };
}

describe('a payload kind that people define', () => {
  test('gives its events their facts, which triggers and searches go by', async () => {
    const facts = {
      orderId: 'data.parcel.ref',
      productIds: 'data.parcel.lines.sku',
      isTest: 'data.parcel.test = "yes"',
    };
    const created = await create({ name: 'parcel', title: 'Parcel', facts });
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    const shown = {
      name: 'parcel',
      title: 'Parcel',
      facts,
      builtIn: false,
      version: 1,
      ownFacts: ['orderId', 'productIds', 'isTest'],
    };
    expect(created.body).toEqual(shown);
    expect((await server.send('GET', `${kinds}/parcel`)).body).toEqual(shown);
    expect((await addType('parcel.packed', 'parcel')).status).toBe(201);

    const parcel = { ref: 4711, lines: [{ sku: 'a' }, { sku: 'b' }], test: 'no' };
    const found = { orderId: '4711', productIds: ['a', 'b'], isTest: false };
    expect(await findFacts('parcel.packed', { data: { parcel } })).toEqual({ facts: found, warnings: [] });
    const triggerId = await setUpTrigger(server, {
      name: 'Product b',
      event: 'parcel.packed',
      language: 'jsonata',
      source: '{"order": $event.facts.orderId}',
      url: `${server.url}/inbox/parcels`,
      more: { routes: [{ events: ['parcel.packed'], productIds: ['b'] }], includeTest: false },
    });
    const event = await postEvent('parcel.packed', { parcel });
    expect(event).toMatchObject({ facts: found, deliveries: [{ triggerId }] });
    expect((await postEvent('parcel.packed', { parcel: { ...parcel, lines: [{ sku: 'c' }] } })).deliveries).toEqual([]);
    expect((await postEvent('parcel.packed', { parcel: { ...parcel, test: 'yes' } })).deliveries).toEqual([]);
    const listed = await until('the delivery by its order', async () => {
      const { items } = (await server.send('GET', '/api/v1/deliveries?orderId=4711&status=succeeded')).body;
      return items.length === 1 && items;
    });
    expect(listed[0]).toMatchObject({ triggerId, orderId: '4711' });

    await server.restart();
    expect((await postEvent('parcel.packed', { parcel })).facts).toEqual(found);
  });

  test('is changed for the next event, and renamed or deleted only while no event type has it', async () => {
    await create({ name: 'ticket', title: 'Ticket', facts: { orderId: 'data.ticket' } });
    await addType('ticket.opened', 'ticket');
    const changed = await patch('ticket', { facts: { orderId: 'data.number' } }, 1);
    expect(changed).toMatchObject({
      status: 200,
      body: { title: 'Ticket', version: 2, facts: { orderId: 'data.number' } },
    });
    expect((await postEvent('ticket.opened', { ticket: 'T', number: 9 })).facts).toEqual({ orderId: '9' });
    expect(await patch('ticket', { title: 'X' }, 1)).toMatchObject({ status: 412, body: { code: 'version-conflict' } });
    for (const answer of [await patch('ticket', { name: 'renamed' }), await server.send('DELETE', `${kinds}/ticket`)]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'has-dependants' } });
      expect(answer.body.detail).toContain('"ticket.opened"');
    }
    await server.send('DELETE', '/api/v1/catalog/ticket.opened');
    expect((await patch('ticket', { name: 'renamed' })).body).toMatchObject({ name: 'renamed', version: 3 });
    expect((await server.send('DELETE', `${kinds}/renamed`)).status).toBe(204);
    expect((await server.send('GET', `${kinds}/renamed`)).status).toBe(404);
    expect((await server.send('DELETE', `${kinds}/renamed`)).status).toBe(404);
  });

  test('with expressions that hang, fail or give too much costs warnings, not events', async () => {
    const facts = {
      orderId: 'data.id',
      email: '($f := function(){ $f() }; $f())',
      campaignId: 'data.id + "x"',
      productIds: 'data',
      source: '$join([1..30000].$string())',
    };
    await create({ name: 'hostile', title: 'Hostile', facts });
    await addType('hostile.came', 'hostile');
    const event = await postEvent('hostile.came', { id: 'H-1' });
    expect(event.facts).toEqual({ orderId: 'H-1' });
    for (const name of ['email', 'campaignId', 'source'])
      expect(event.warnings).toContainEqual(expect.stringContaining(`The fact ${name} is left out: `));
    expect(event.warnings).toContain(
      'The fact productIds is left out: its expression gave an object where text or a number was expected',
    );
  });

  test.each<[string, object, number, string, string[]]>([
    ['a name that is taken', { name: 'order' }, 409, 'name-taken', ['name']],
    ['a name that is none', { name: 'My Kind' }, 400, 'invalid-request', ['name']],
    ['no title', { name: 'k', title: ' ' }, 400, 'invalid-request', ['title']],
    ['a fact that there is not', { name: 'k', facts: { colour: '1' } }, 400, 'invalid-request', ['facts.colour']],
    ['an empty expression', { name: 'k', facts: { email: '' } }, 400, 'invalid-request', ['facts.email']],
    [
      'expressions that do not parse',
      { name: 'k', facts: { orderId: 'data.[', email: 'a &', source: 'fine' } },
      400,
      'invalid-request',
      ['facts.orderId', 'facts.email'],
    ],
  ])('with %s is refused', async (_, body, status, code, paths) => {
    const answer = await create({ title: 'T', ...body });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  test('says at which character an expression goes wrong', async () => {
    const { body } = await create({ name: 'k', title: 'T', facts: { orderId: 'data.[' } });
    expect(body.errors[0].message).toMatch(/^At character \d+: /);
  });
});

describe('a built-in payload kind', () => {
  test('takes more facts and other expressions, and has its own again when they are left out', async () => {
    const before = (await server.send('GET', `${kinds}/shipment`)).body;
    expect(before).toMatchObject({ builtIn: true, version: 0, ownFacts: [] });
    const own = { productIds: 'data.boxes.sku', email: 'data.mail' };
    const changed = await patch('shipment', { facts: { ...before.facts, ...own } }, 0);
    expect(changed).toMatchObject({
      status: 200,
      body: { version: 1, facts: { ...before.facts, ...own }, ownFacts: ['email', 'productIds'] },
    });
    const data = { order: { id: 3 }, boxes: [{ sku: 's' }], mail: 'a@example.com' };
    const found = { orderId: '3', productIds: ['s'], email: 'a@example.com' };
    expect((await postEvent('shipment.shipped', data)).facts).toEqual(found);
    expect((await findFacts('shipment_shipped', { data })).facts).toEqual(found);
    const restored = await patch('shipment', { facts: {} }, 1);
    expect(restored.body).toEqual({ ...before, version: 2 });
    expect((await postEvent('shipment.shipped', data)).facts).toEqual({ orderId: '3' });
  });

  test('takes no other change and is not deleted', async () => {
    expect(await patch('order', { title: 'Mine' })).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(await patch('order', { facts: { email: 'a.[' } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'facts.email' }] },
    });
    expect(await patch('order', { facts: {} }, 7)).toMatchObject({ status: 412 });
    const deleted = await server.send('DELETE', `${kinds}/order`);
    expect(deleted).toMatchObject({ status: 409, body: { code: 'not-possible-now' } });
  });
});

describe('the facts of a payload', () => {
  test.each<[string, string, unknown, object]>([
    ['by its type', 'order.updated', { order: { id: 5 } }, { orderId: '5' }],
    [
      'by an alias, with what the envelope states and times in UTC',
      'order_updated',
      { type: 'order_updated', source: 'desk', occurredAt: '2021-04-15 11:13:33', data: { order: { id: 5 } } },
      { orderId: '5', source: 'desk', occurredAt: '2021-04-15T11:13:33.000Z' },
    ],
    ['of an unknown type', 'custom', { order: { id: 5 } }, {}],
    ['that is no object', 'order.updated', [1], {}],
  ])('%s', async (_, eventType, payload, facts) => {
    expect(await findFacts(eventType, payload)).toEqual({ facts, warnings: [] });
  });

  test('are what a rendering has', async () => {
    const created = await server.send('POST', '/api/v1/templates', {
      body: { name: 'Facts', language: 'jsonata', source: '$event.facts', format: 'json', eventType: 'order.updated' },
    });
    const payload = { source: 'desk', type: 'order.updated', data: { order: { id: 5 } } };
    const rendered = await server.send('POST', `/api/v1/templates/${created.body.id}/render`, { body: { payload } });
    expect(JSON.parse(rendered.body.body)).toEqual((await findFacts('order.updated', payload)).facts);
  });
});
