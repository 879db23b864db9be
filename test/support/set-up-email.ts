import type { TestServer } from './test-server.ts';

export interface EmailSetup {
  source?: string;
  format?: string;
  retry?: unknown;
  destination?: object;
}

export const SHIPPED = 'shipment.shipped';

/** A customer and a draft trigger that writes an email with a published template; answers their ids. */
export async function setUpEmail(
  server: Pick<TestServer, 'send'>,
  { source = '<p>Order {{data.order.id}}</p>', format = 'html', retry = 'standard', destination = {} }: EmailSetup = {},
): Promise<{ customerId: string; templateId: string; triggerId: string }> {
  const create = async (path: string, body: unknown): Promise<string> => {
    const answer = await server.send('POST', `/api/v1/${path}`, { body });
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.body.id;
  };
  const customerId = await create('customers', { name: 'Acme' });
  const templateId = await create('templates', { name: 'Shipped', language: 'handlebars', source, format });
  await server.send('POST', `/api/v1/templates/${templateId}/publish`, { body: {} });
  const triggerId = await create('triggers', {
    customerId,
    name: 'Shipped email',
    routes: [{ events: [SHIPPED] }],
    includeTest: true,
    templateId,
    retry,
    destination: {
      kind: 'email',
      to: ['{{data.order.email}}'],
      from: 'Acme <orders@acme.example>',
      subject: 'Order {{data.order.id}} has shipped',
      ...destination,
    },
  });
  return { customerId, templateId, triggerId };
}
