import { z } from 'zod';
import { entityFields, nameSchema, timestampSchema } from './entity.ts';

const idListSchema = z.array(z.string().min(1)).min(1).max(1_000);

/** A route matches when every condition it has matches; a condition on a fact that the event lacks does not match. */
export const routeSchema = z.strictObject({
  events: z.array(z.string().min(1)).min(1, 'Choose at least one event').max(100),
  campaignIds: idListSchema.optional(),
  productIds: idListSchema.optional(),
  sources: idListSchema.optional(),
  /** Feeds that the event may come in by. */
  feedIds: idListSchema.optional(),
  /** JSONata over the payload; the route matches when it is truthy. */
  filter: z.string().min(1).max(4_096).optional(),
});
export type Route = z.infer<typeof routeSchema>;

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const authSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('basic'), username: z.string().min(1).max(500), password: z.string().max(2_000) }),
  z.strictObject({ kind: z.literal('bearer'), token: z.string().min(1).max(8_000) }),
]);
export type DestinationAuth = z.infer<typeof authSchema>;

const headerInputSchema = z.strictObject({
  name: z.string().min(1).max(200),
  /** A Handlebars string, unless `secret`. */
  value: z.string().max(4_000),
  /** Kept sealed, shown masked, sent as it is. */
  secret: z.boolean().default(false),
});
export type HeaderInput = z.infer<typeof headerInputSchema>;

/** `url` is a Handlebars string: what it inserts is percent-encoded, and scheme, host and port are literal. */
export const urlDestinationSchema = z.strictObject({
  kind: z.literal('url'),
  url: z.string().min(1, 'Give a URL').max(8_000),
  method: z.enum(HTTP_METHODS).default('POST'),
  headers: z.array(headerInputSchema).max(50).default([]),
  auth: authSchema.default({ kind: 'none' }),
  sign: z.boolean().default(true),
  timeoutSeconds: z.number().int().min(1).max(60).default(30),
});
export const destinationSchema = z.discriminatedUnion('kind', [urlDestinationSchema]);
export type Destination = z.infer<typeof destinationSchema>;

export const NAMED_RETRY_POLICIES = ['standard', 'limited', 'until-success', 'none'] as const;
export const retryPolicySchema = z.union([
  z.enum(NAMED_RETRY_POLICIES),
  z.strictObject({ delaysSeconds: z.array(z.number().min(0).max(604_800)).min(1).max(50) }),
]);
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

export const triggerInputSchema = z.strictObject({
  customerId: z.string(),
  name: nameSchema,
  routes: z.array(routeSchema).min(1, 'Add at least one route').max(50),
  includeTest: z.boolean().default(false),
  templateId: z.string().nullable().default(null),
  revision: z.union([z.literal('published'), z.number().int().min(1)]).default('published'),
  destination: destinationSchema,
  retry: retryPolicySchema.default('standard'),
});
export type TriggerInput = z.infer<typeof triggerInputSchema>;

export const TRIGGER_STATUSES = ['draft', 'active', 'paused'] as const;

/** In answers every secret is `SECRET_MASK`. `pausedBecause` is set when Postmap itself paused the trigger (the endpoint answered 410). */
export const triggerSchema = z.object({
  ...entityFields,
  ...triggerInputSchema.shape,
  customerName: z.string(),
  templateName: z.string().nullable(),
  status: z.enum(TRIGGER_STATUSES),
  pausedBecause: z.string().nullable(),
  /** The newest test of what would run now (this revision, this destination); null when none was made. */
  test: z.object({ deliveryId: z.string(), succeeded: z.boolean(), at: timestampSchema }).nullable(),
});
export type Trigger = z.infer<typeof triggerSchema>;

/** Body of POST /triggers/:id/test: exactly one of sampleId and payload; `draft` sends the template's draft instead of the revision that would run. */
export const testTriggerInputSchema = z
  .strictObject({ sampleId: z.string().optional(), payload: z.json().optional(), draft: z.boolean().default(false) })
  .refine(
    (input) => (input.sampleId === undefined) !== (input.payload === undefined),
    'Give either sampleId or payload',
  );
export type TestTriggerInput = z.infer<typeof testTriggerInputSchema>;

/** Body of POST /triggers/:id/activate. `force` activates without a successful test. */
export const activateInputSchema = z.strictObject({ force: z.boolean().default(false) });

/** Answer of GET /triggers/:id/secret and POST /triggers/:id/rotate-secret; the old secret signs too until `previousUntil`. */
export const signingSecretSchema = z.object({ secret: z.string(), previousUntil: timestampSchema.nullable() });
export type SigningSecret = z.infer<typeof signingSecretSchema>;
