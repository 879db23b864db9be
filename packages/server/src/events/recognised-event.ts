import { z } from 'zod';
import type { Envelope, Facts } from '../contract/index.ts';

/** What an envelope says about its event. `occurredAt` in `facts` is as sent. */
export interface RecognisedEvent {
  envelope: Envelope;
  /** The event type's name as sent. */
  name: string;
  /** The sender's id for it, null when it gave none. */
  id: string | null;
  /** The name space of `id`. */
  source: string;
  /** Whom it is addressed to, by id or external id; null for whoever listens. */
  customer: string | null;
  /** Facts that the envelope itself states. */
  facts: Facts;
}

export type Recognition =
  | { kind: 'recognised'; event: RecognisedEvent }
  | { kind: 'unknown-envelope'; message: string; errors: { path: string; message: string }[] };

const POSTMAP_SHAPE =
  '{ "type": "order.shipped", "id"?, "occurredAt"?, "customer"?, "source"?, "campaignId"?, "productIds"?, "isTest"?, "data": … }';
const SUBLYTICS_SHAPE =
  '{ "webhook_type", "webhook_event": "order_updated", "webhook_event_id", "webhook_event_date", "webhook_data": { … } }';
const CLOUDEVENTS_SHAPE =
  '{ "specversion": "1.0", "id", "source", "type": "order.shipped", "time"?, "data"? } (CloudEvents 1.0)';

export function recognised(event: RecognisedEvent): Recognition {
  return { kind: 'recognised', event };
}

/** Says what is wrong, where, and what would be right. */
export function refuseEnvelope(problem: string, errors: { path: string; message: string }[]): Recognition {
  const places = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const message = `${problem}${places === '' ? '' : ` (${places})`}. Send ${POSTMAP_SHAPE}, ${SUBLYTICS_SHAPE} or ${CLOUDEVENTS_SHAPE}.`;
  return { kind: 'unknown-envelope', message, errors };
}

export function listEnvelopeIssues(result: z.ZodSafeParseResult<unknown>): { path: string; message: string }[] {
  return result.success
    ? []
    : result.error.issues.map((issue) => ({ path: z.core.toDotPath(issue.path), message: issue.message }));
}
