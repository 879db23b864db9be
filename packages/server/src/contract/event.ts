import { z } from 'zod';
import { factsSchema } from './catalog.ts';
import { pageQuerySchema } from './page.ts';
import { timestampSchema } from './entity.ts';

export const ENVELOPES = ['postmap', 'sublytics'] as const;
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
  /** Catalog types it resolved to; empty for an unknown name. */
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
