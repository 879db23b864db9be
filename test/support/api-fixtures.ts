import { EXAMPLE_IDS } from '../../packages/server/src/http/openapi/example-ids.ts';
import type { ExampleId } from '../../packages/server/src/http/openapi/example-ids.ts';
import { until } from './test-server.ts';
import type { TestServer } from './test-server.ts';

/** What stands where examples have the ids of nothing. */
export type Fixtures = Record<ExampleId, string>;

let count = 0;

/**
 * One of everything that examples speak of, new each time, so that each may be changed and deleted. The delivery has succeeded unless
 * `wanted` says that it is exhausted, or waits.
 */
export async function createFixtures(
  server: TestServer,
  wanted: 'succeeded' | 'exhausted' | 'waiting' | 'deletable' = 'succeeded',
): Promise<Fixtures> {
  const name = `Example ${++count}`;
  const create = async (path: string, body: unknown) => {
    const answer = await server.send('POST', `/api/v1/${path}`, { body });
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const feed = await create('feeds', { name });
  const customer = await create('customers', { name });
  const source = '{ "id": data.id }';
  const template = await create('templates', { name, source, eventType: 'order.updated' });
  await create(`templates/${template.id}/publish`, {});
  const payload = '{"data":{"id":"1"}}';
  const templateCase = await create(`templates/${template.id}/cases`, { name, payload });
  const sample = await create('samples', { name, eventType: 'order.updated', body: payload });
  const key = await create('keys', { name, role: 'viewer' });
  const session = await beginSession(server);
  const ids = { feed: feed.id, customer: customer.id, template: template.id, templateCase: templateCase.id };
  const more = { sample: sample.id, key: key.id, session, message: '', feedToken: feed.token };
  if (wanted === 'deletable') return { ...ids, ...more, trigger: '', event: '', delivery: '' };
  const trigger = await create('triggers', {
    customerId: customer.id,
    name,
    routes: [{ events: ['order.updated', 'order.shipped'], feedIds: [feed.id] }],
    templateId: template.id,
    destination: { kind: 'url', url: `${server.url}/inbox/demo${wanted === 'exhausted' ? '?status=503' : ''}` },
    retry: 'none',
    delayMinutes: wanted === 'waiting' ? 60 : 0,
  });
  await create(`triggers/${trigger.id}/activate`, { force: true });
  const event = {
    type: 'order.updated',
    id: `shop-${count}`,
    occurredAt: '2026-03-10T09:30:00Z',
    data: { id: '1', orderId: '223827', email: 'dana@example.com' },
  };
  const accepted = await create(`events?feed=${feed.id}`, event);
  const delivery: string = accepted.deliveries[0].id;
  if (wanted !== 'waiting')
    await until('the delivery', async () => {
      const { body } = await server.send('GET', `/api/v1/deliveries/${delivery}`);
      return body.status === wanted;
    });
  return { ...ids, ...more, trigger: trigger.id, event: accepted.eventId, delivery };
}

/** Signs somebody in; answers the session's id. */
async function beginSession(server: TestServer): Promise<string> {
  const link = await server.send('POST', '/api/v1/sign-in-links', { body: { role: 'viewer' } });
  const { pathname, search } = new URL(link.body.url);
  await server.send('GET', pathname + search, { key: null, headers: { 'user-agent': 'Mozilla/5.0 Firefox/150.0' } });
  return (await server.send('GET', '/api/v1/sessions?limit=1')).body.items[0].id;
}

/** The text of an example, with what it speaks of put in the place of ids of nothing. */
export function fillIn(text: string, fixtures: Fixtures): string {
  return swap(text, (id) => [EXAMPLE_IDS[id], fixtures[id]]);
}

/** The other way round, for answers that become examples. */
export function takeOut(text: string, fixtures: Fixtures): string {
  return swap(text, (id) => [fixtures[id], EXAMPLE_IDS[id]]);
}

function swap(text: string, choose: (id: ExampleId) => [string, string]): string {
  const ids = Object.keys(EXAMPLE_IDS).filter((id): id is ExampleId => id in EXAMPLE_IDS);
  return ids
    .map(choose)
    .filter(([from]) => from !== '')
    .reduce((filled, [from, to]) => filled.replaceAll(from, to), text);
}
