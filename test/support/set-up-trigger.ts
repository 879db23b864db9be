import type { TestServer } from './test-server.ts';

export interface TriggerSetup {
  name: string;
  event: string;
  language: 'jsonata' | 'handlebars';
  source: string;
  url: string;
  /** More fields of the trigger. */
  more?: Record<string, unknown>;
}

/** A customer with one active trigger on a published template; answers the trigger's id. */
export async function setUpTrigger(
  server: TestServer,
  { name, event, language, source, url, more = {} }: TriggerSetup,
): Promise<string> {
  const create = async (path: string, body: unknown): Promise<string> => {
    const answer = await server.send('POST', `/api/v1/${path}`, { body });
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.body.id;
  };
  const customerId = await create('customers', { name });
  const templateId = await create('templates', { name, language, source, format: 'json', eventType: event });
  const published = await server.send('POST', `/api/v1/templates/${templateId}/publish`, { body: {} });
  if (published.status !== 200 && published.status !== 201) throw new Error(`publish ${name}: ${published.text}`);
  const triggerId = await create('triggers', {
    customerId,
    name,
    routes: [{ events: [event] }],
    includeTest: true,
    templateId,
    destination: { kind: 'url', url },
    ...more,
  });
  const active = await server.send('POST', `/api/v1/triggers/${triggerId}/activate`, { body: { force: true } });
  if (active.status !== 200) throw new Error(`activate ${name}: ${active.text}`);
  return triggerId;
}
