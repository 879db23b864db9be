import { z } from 'zod';
import { factsSchema } from './catalog.ts';
import { DELIVERY_KINDS, deliveryStatusSchema } from './delivery.ts';
import { pageQuerySchema, pageSchema } from './page.ts';
import { timestampSchema } from './entity.ts';
import { problemSchema } from './problem.ts';
import { TRIGGER_STATUSES } from './trigger.ts';

export const ENVELOPES = ['postmap', 'sublytics', 'cloudevents'] as const;
export const envelopeSchema = z.enum(ENVELOPES);
export type Envelope = z.infer<typeof envelopeSchema>;

/** One occurrence, stored byte for byte as received. */
export const eventSchema = z.object({
  id: z.string(),
  feedId: z.string(),
  envelope: envelopeSchema,
  /** The sender's name space for `sourceEventId`. */
  source: z.string(),
  /** The id the sender gave; null when it gave none. */
  sourceEventId: z.string().nullable(),
  /** The name as sent. */
  name: z.string(),
  /** The catalog type it came as, then those derived from it; empty for an unknown name. */
  types: z.array(z.string()),
  /** The customer it is addressed to, by id or external id; null when it is for whoever listens. */
  customer: z.string().nullable(),
  receivedAt: timestampSchema,
  facts: factsSchema,
  warnings: z.array(z.string()),
  size: z.number().int(),
});
export type EventResource = z.infer<typeof eventSchema>;

/**
 * What came of an event: how many of its deliveries stand at which status, those that were kept back too, and whom they are for; of more than
 * three customers the names of three.
 */
export const eventOutcomeSchema = z.object({
  statuses: z.partialRecord(deliveryStatusSchema, z.number().int()),
  customerNames: z.array(z.string()),
  customerCount: z.number().int(),
});
export type EventOutcome = z.infer<typeof eventOutcomeSchema>;

export const eventListItemSchema = eventSchema.extend({ outcome: eventOutcomeSchema });
export type EventListItem = z.infer<typeof eventListItemSchema>;

/** `payload` is masked JSON text; `bodyHash` is the SHA-256 of the body as received; `kind` `test` is what a test of a trigger sent. */
export const eventDetailSchema = eventSchema.extend({
  payload: z.string(),
  bodyHash: z.string(),
  kind: z.enum(DELIVERY_KINDS),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

/**
 * `customerId` finds events that a delivery for the customer came of, or that were addressed to it; `q` finds order id, email, the sender's id
 * and the event's id by how they begin; `isTest` is by the fact; `from` and `to` bound `receivedAt`.
 */
export const eventQuerySchema = pageQuerySchema.extend({
  type: z.string().optional(),
  feedId: z.string().optional(),
  customerId: z.string().optional(),
  orderId: z.string().optional(),
  email: z.string().optional(),
  q: z.string().max(200).optional(),
  isTest: z.enum(['true', 'false']).optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;

/** Query of GET /events/:id/matches; `q` finds triggers by their name or their customer's. At most 50 of them are asked at once. */
export const eventMatchQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(200).optional(),
  customerId: z.string().optional(),
  q: z.string().max(200).optional(),
});
export type EventMatchQuery = z.infer<typeof eventMatchQuerySchema>;

export const EVENT_MATCH_OUTCOMES = ['matches', 'held-back', 'filtered', 'failed-to-render', 'no-match'] as const;

/**
 * What a trigger would do with an event if it came now. `reasons` say why it would not be sent, each in a sentence; `delivery` is what is on
 * record from when the event came, or from a backfill since, and may well differ.
 */
export const eventMatchSchema = z.object({
  triggerId: z.string(),
  triggerName: z.string(),
  triggerStatus: z.enum(TRIGGER_STATUSES),
  customerId: z.string(),
  customerName: z.string(),
  outcome: z.enum(EVENT_MATCH_OUTCOMES),
  /** The type by which it matches; null when it does not. */
  eventType: z.string().nullable(),
  reasons: z.array(z.string()),
  delivery: z.object({ id: z.string(), status: deliveryStatusSchema }).nullable(),
});
export type EventMatch = z.infer<typeof eventMatchSchema>;

/**
 * Answer of GET /events/:id/matches: every trigger there is, those that want the event first and then those that come closest. `types` are the
 * event's types that count now; `notes` say what keeps it from every trigger; `wanting` is how many triggers want it, before their filters.
 */
export const eventMatchesSchema = pageSchema(eventMatchSchema).extend({
  checkedAt: timestampSchema,
  types: z.array(z.string()),
  notes: z.array(z.string()),
  wanting: z.number().int(),
  total: z.number().int(),
});
export type EventMatches = z.infer<typeof eventMatchesSchema>;

/** Answer to an accepted event. Filtered and held-back deliveries are on record but not listed. */
export const acceptedSchema = z.object({
  eventId: z.string(),
  types: z.array(z.string()),
  deliveries: z.array(z.object({ id: z.string(), triggerId: z.string(), status: z.string() })),
  warnings: z.array(z.string()).optional(),
});
export type Accepted = z.infer<typeof acceptedSchema>;

/** One line of the answer to a batch: what became of the event in line `line`, counted from 1; `status` is what it would have been alone. */
export const batchResultSchema = acceptedSchema
  .partial()
  .extend({ line: z.number().int(), status: z.number().int(), problem: problemSchema.optional() });
export type BatchResult = z.infer<typeof batchResultSchema>;
