import { z } from 'zod';
import { factsSchema } from './catalog.ts';
import { pageQuerySchema } from './page.ts';
import { timestampSchema } from './entity.ts';
import { problemSchema } from './problem.ts';

export const ENVELOPES = ['postmap', 'sublytics', 'cloudevents'] as const;
export const envelopeSchema = z.enum(ENVELOPES);
export type Envelope = z.infer<typeof envelopeSchema>;

/** One occurrence, stored byte for byte as received. */
export const eventSchema = z.object({
  id: z.string(),
  feedId: z.string(),
  envelope: envelopeSchema,
  /** The id the sender gave; null when it gave none. */
  sourceEventId: z.string().nullable(),
  /** The name as sent. */
  name: z.string(),
  /** The catalog type it came as, then those derived from it; empty for an unknown name. */
  types: z.array(z.string()),
  receivedAt: timestampSchema,
  facts: factsSchema,
  warnings: z.array(z.string()),
  size: z.number().int(),
});
export type EventResource = z.infer<typeof eventSchema>;

/** `payload` is masked JSON text. */
export const eventDetailSchema = eventSchema.extend({ payload: z.string() });
export type EventDetail = z.infer<typeof eventDetailSchema>;

export const eventQuerySchema = pageQuerySchema.extend({ type: z.string().optional(), orderId: z.string().optional() });

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
