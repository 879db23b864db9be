import { bindApi } from './bind-api.ts';
import type { TestServer } from './test-server.ts';

export interface Flow {
  templateId: string;
  inboxUrl(query?: string): string;
  /** What a trigger from the customer's orders to its inbox is made of. */
  input(change?: object, destination?: object): object;
}

/** A customer and a template that has not been published. */
export async function setUpFlow(server: TestServer): Promise<Flow> {
  const { make } = bindApi(() => server);
  const { id: customerId } = await make('/customers', { name: 'Flow' });
  const { id: templateId } = await make('/templates', { name: 'Flow', source: '{"id": webhook_data.order.id}' });
  const inboxUrl = (query = '') => `${server.url}/inbox/flow${query}`;
  return {
    templateId,
    inboxUrl,
    input: (change = {}, destination = {}) => ({
      customerId,
      name: 'Flow',
      routes: [{ events: ['order_updated'] }],
      includeTest: true,
      templateId,
      destination: { kind: 'url', url: inboxUrl(), ...destination },
      ...change,
    }),
  };
}
