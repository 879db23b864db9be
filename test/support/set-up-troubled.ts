import { setUpTrigger } from './set-up-trigger.ts';
import { until } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const EVENT = 'shipment.fulfilled';

export interface TroubledIds {
  customer: string;
  trigger: string;
  template: string;
  delivery: string;
  event: string;
}

/**
 * Three customers that get one event: Northwind's endpoint takes it, Southwind's is given up after one try, Eastwind's is gone, so that
 * Postmap pauses its trigger. Answers the ids of what is Northwind's.
 */
export async function setUpTroubled(server: TestServer): Promise<TroubledIds> {
  const make = (name: string, path: string, more: object = {}) =>
    setUpTrigger(server, {
      name,
      event: EVENT,
      language: 'jsonata',
      source: '{ "id": data.id }',
      url: `${server.url}/inbox/${path}`,
      more: { ...more },
    });
  const trigger = await make('Northwind', 'northwind');
  await make('Southwind', 'south?status=503', { retry: 'none' });
  await make('Eastwind', 'east?status=410');
  const { body: accepted } = await server.send('POST', '/api/v1/events', { body: { type: EVENT, data: { id: 7 } } });
  await until('a delivery to be given up and a trigger to be paused', async () => {
    const { body: alerts } = await server.send('GET', '/api/v1/alerts?open=true');
    const { body: triggers } = await server.send('GET', '/api/v1/triggers');
    return alerts.items.length > 0 && triggers.items.some(({ status }: { status: string }) => status === 'paused');
  });
  const { body } = await server.send('GET', `/api/v1/triggers/${trigger}`);
  const { body: deliveries } = await server.send('GET', `/api/v1/deliveries?triggerId=${trigger}`);
  return {
    customer: body.customerId,
    trigger,
    template: body.templateId,
    delivery: deliveries.items[0].id,
    event: accepted.eventId,
  };
}
