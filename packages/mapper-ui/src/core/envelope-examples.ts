import { writeCurl } from './curl.ts';

export const ENVELOPE_CHOICES = ['postmap', 'sublytics', 'cloudevents'] as const;
export type EnvelopeChoice = (typeof ENVELOPE_CHOICES)[number];

export interface EnvelopeExample {
  label: string;
  /** What tells this envelope from the others, in one sentence. */
  about: string;
  command: string;
}

const order = { id: '1042', email: 'jane@example.com', total: '19.90' };

/**
 * A command for each envelope that posts `order.updated` to a feed.
 *
 * @param id of the event: the same id again is taken for the same event
 * @param now UTC milliseconds
 */
export function writeEnvelopeExamples(
  ingestUrl: string,
  id: string,
  now: number,
): Record<EnvelopeChoice, EnvelopeExample> {
  const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const write = (body: unknown, type?: string): string => writeCurl(ingestUrl, JSON.stringify(body, null, 2), type);
  return {
    postmap: {
      label: 'Postmap',
      about: 'For what you build yourself: a type, your own id, and the data.',
      command: write({ type: 'order.updated', id, occurredAt: at, data: { order } }),
    },
    sublytics: {
      label: 'Sublytics',
      about: 'What Sublytics and systems like it post by themselves: give them the ingest URL alone.',
      command: write({
        webhook_type: 'order',
        webhook_event: 'order_updated',
        webhook_event_id: id,
        webhook_event_date: at.replace('T', ' ').replace('Z', ''),
        webhook_data: { order },
      }),
    },
    cloudevents: {
      label: 'CloudEvents',
      about: 'CloudEvents 1.0, here in structured mode; binary mode works too.',
      command: write(
        { specversion: '1.0', id, source: '/shop', type: 'order.updated', time: at, data: { order } },
        'application/cloudevents+json',
      ),
    },
  };
}
