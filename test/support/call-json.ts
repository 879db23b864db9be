import type { Answer } from './test-server.ts';

/** Calls a server that is a process of its own, with a key. Rejects, as fetch does, when it cannot be reached. */
export async function callJson(
  { origin, key }: { origin: string; key: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(origin + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** A customer with one active trigger for `order.updated` that sends `data.marker`. */
export async function setUpMarkers(server: { origin: string; key: string }, url: string): Promise<void> {
  const create = async (path: string, body: unknown): Promise<string> => {
    const answer = await callJson(server, 'POST', path, body);
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.body.id;
  };
  const customerId = await create('/api/v1/customers', { name: 'Acme' });
  const templateId = await create('/api/v1/templates', { name: 'Markers', source: '{ "marker": data.marker }' });
  await create(`/api/v1/templates/${templateId}/publish`, {});
  const routes = [{ events: ['order.updated'] }];
  const destination = { kind: 'url', url };
  const triggerId = await create('/api/v1/triggers', { customerId, name: 'Markers', routes, templateId, destination });
  await create(`/api/v1/triggers/${triggerId}/activate`, { force: true });
}
