import { z } from 'zod';

/** What Postmap knows about an event; absent when the payload does not say. */
export const factsSchema = z.object({
  orderId: z.string().optional(),
  email: z.string().optional(),
  campaignId: z.string().optional(),
  productIds: z.array(z.string()).optional(),
  isTest: z.boolean().optional(),
  source: z.string().optional(),
  occurredAt: z.string().optional(),
});
export type Facts = z.infer<typeof factsSchema>;

/** An event type; `aliases` are the other names it arrives under. */
export const eventTypeSchema = z.object({
  name: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/, 'Use a dotted lower-case name such as "order.shipped"'),
  title: z.string(),
  description: z.string(),
  aliases: z.array(z.string()),
  kind: z.string(),
  sample: z.string().nullable(),
  enabled: z.boolean(),
});
export type EventType = z.infer<typeof eventTypeSchema>;

/** A shape of payload that event types share; `facts` are JSONata expressions over the whole payload. */
export const payloadKindSchema = z.object({
  name: z.string(),
  title: z.string(),
  facts: z.partialRecord(factsSchema.keyof(), z.string()),
});
export type PayloadKind = z.infer<typeof payloadKindSchema>;
