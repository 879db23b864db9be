import { z } from 'zod';
import { entityFields, nameSchema } from './entity.ts';

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

const typeNameSchema = z
  .string()
  .max(120, 'Use at most 120 characters')
  .regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/, 'Use a dotted lower-case name such as "order.shipped"');
const aliasSchema = z.string().trim().min(1, 'Give the other name').max(255, 'Use at most 255 characters');
const whenSchema = z.string().min(1).max(4_096).nullable();

/**
 * An event type. `aliases` are the other names it arrives under; names and aliases are told apart without regard to case. An event of
 * one of the types in `from` is of this type too when `when`, JSONata over the whole payload, is truthy.
 */
export const eventTypeSchema = z.object({
  name: typeNameSchema,
  title: z.string(),
  description: z.string(),
  aliases: z.array(z.string()),
  /** The name of its payload kind; types in `from` share it. */
  kind: z.string(),
  /** The name of a built-in sample. */
  sample: z.string().nullable(),
  enabled: z.boolean(),
  from: z.array(z.string()).default([]),
  when: whenSchema.default(null),
});
export type EventType = z.infer<typeof eventTypeSchema>;

/** Body of POST and, with every key optional, of PATCH for a type that people define. PATCH of a built-in one takes `enabled` alone. */
export const eventTypeInputSchema = z.strictObject({
  name: typeNameSchema,
  title: nameSchema,
  description: z.string().max(1_000).default(''),
  aliases: z.array(aliasSchema).max(20).default([]),
  kind: z.string().default('generic'),
  enabled: z.boolean().default(true),
  from: z.array(z.string()).max(20).default([]),
  when: whenSchema.default(null),
});
export type EventTypeInput = z.infer<typeof eventTypeInputSchema>;

/** `version` is 0 for a built-in type that nobody changed. */
export const catalogEntrySchema = eventTypeSchema.extend({ builtIn: z.boolean(), version: entityFields.version });
export type CatalogEntry = z.infer<typeof catalogEntrySchema>;

/** A shape of payload that event types share; `facts` are JSONata expressions over the whole payload. */
export const payloadKindSchema = z.object({
  name: z.string(),
  title: z.string(),
  facts: z.partialRecord(factsSchema.keyof(), z.string()),
});
export type PayloadKind = z.infer<typeof payloadKindSchema>;

/**
 * Body of POST and, with every key optional, of PATCH for a kind that people define. PATCH of a built-in one takes `facts` alone: those given
 * are added or read instead, those left out are as they come with Postmap.
 */
export const payloadKindInputSchema = z.strictObject({
  name: z
    .string()
    .max(60, 'Use at most 60 characters')
    .regex(/^[a-z][a-z0-9_]*$/, 'Use a lower-case name such as "parcel" or "price_change"'),
  title: nameSchema,
  facts: z
    .partialRecord(factsSchema.keyof(), z.string().min(1, 'Give an expression, or leave the fact out').max(4_096))
    .default({}),
});
export type PayloadKindInput = z.infer<typeof payloadKindInputSchema>;

/** `version` is 0 for a built-in kind that nobody changed; `ownFacts` are those whose expression people wrote. */
export const kindEntrySchema = payloadKindSchema.extend({
  builtIn: z.boolean(),
  version: entityFields.version,
  ownFacts: z.array(factsSchema.keyof()),
});
export type KindEntry = z.infer<typeof kindEntrySchema>;

/** Body of POST /catalog/facts: which facts an event of this type (by name or alias) with this payload would have. */
export const factsInputSchema = z.strictObject({ eventType: z.string().max(255), payload: z.json() });
export type FactsInput = z.infer<typeof factsInputSchema>;

/** Answer of POST /catalog/facts; each fact that could not be read is a warning. */
export const foundFactsSchema = z.object({ facts: factsSchema, warnings: z.array(z.string()) });
export type FoundFacts = z.infer<typeof foundFactsSchema>;
