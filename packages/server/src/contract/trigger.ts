import { z } from 'zod';
import { deliveryStatusSchema } from './delivery.ts';
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
  /** Client credentials, RFC 6749 §4.4: the token is fetched from `tokenUrl` and kept until it expires. */
  z.strictObject({
    kind: z.literal('oauth2'),
    tokenUrl: z.string().min(1, 'Give the token URL').max(8_000),
    clientId: z.string().min(1, 'Give the client id').max(500),
    clientSecret: z.string().min(1, 'Give the client secret').max(8_000),
    scope: z.string().min(1).max(2_000).optional(),
  }),
]);
export type DestinationAuth = z.infer<typeof authSchema>;

const headerInputSchema = z.strictObject({
  name: z.string().min(1).max(200),
  /** A Handlebars string, unless `secret`. */
  value: z.string().max(4_000),
  /** Kept sealed, shown masked, sent as it is. Set by Postmap where the name is that of a credential and the value is no template. */
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
export type UrlDestination = z.infer<typeof urlDestinationSchema>;

/** One address, or a Handlebars string that renders to one, or to nothing. */
const recipientSchema = z.string().min(1, 'Give an address, or remove this recipient').max(1_000);

/**
 * Recipients, `from` and `subject` are Handlebars strings. Every recipient renders to exactly one address; one that renders to nothing is left
 * out, as long as one of `to` is left. `from` may have a name: `Acme <orders@acme.example>`. `attachments`: `json` is the event's payload as
 * Postmap shows it (secrets and card numbers masked), `csv` the rows of its first list, masked likewise. `transport` `inbox` puts the
 * message into the built-in inbox.
 */
export const emailDestinationSchema = z.strictObject({
  kind: z.literal('email'),
  to: z.array(recipientSchema).min(1, 'Add at least one recipient').max(50),
  cc: z.array(recipientSchema).max(50).default([]),
  bcc: z.array(recipientSchema).max(50).default([]),
  from: z.string().min(1, 'Give the address that it comes from').max(1_000),
  subject: z.string().min(1, 'Give a subject').max(2_000),
  attachments: z.enum(['none', 'json', 'csv']).default('none'),
  transport: z.enum(['smtp', 'inbox']).default('smtp'),
});
export type EmailDestination = z.infer<typeof emailDestinationSchema>;

export const destinationSchema = z.discriminatedUnion('kind', [urlDestinationSchema, emailDestinationSchema]);
export type Destination = z.infer<typeof destinationSchema>;

export const NAMED_RETRY_POLICIES = ['standard', 'limited', 'until-success', 'none'] as const;
export const retryPolicySchema = z.union([
  z.enum(NAMED_RETRY_POLICIES),
  z.strictObject({ delaysSeconds: z.array(z.number().min(0).max(604_800)).min(1).max(50) }),
]);
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

/** JSONata over the payload that gives a key, as text; without one (nothing, null, empty text) the rule does not apply. */
const keyExpressionSchema = z.string().min(1).max(4_096);

/**
 * Of the events with one key, the first `limit` go at once; of those that follow within `perSeconds` only the latest goes, when that time is
 * over.
 */
export const throttleSchema = z.strictObject({
  limit: z.number().int().min(1).max(10_000),
  perSeconds: z.number().int().min(1).max(86_400),
  key: keyExpressionSchema,
});
export type Throttle = z.infer<typeof throttleSchema>;

const MAX_DELAY_MINUTES = 10_080;

export const triggerInputSchema = z.strictObject({
  customerId: z.string(),
  name: nameSchema,
  routes: z.array(routeSchema).min(1, 'Add at least one route').max(50),
  includeTest: z.boolean().default(false),
  templateId: z.string().nullable().default(null),
  revision: z.union([z.literal('published'), z.number().int().min(1)]).default('published'),
  destination: destinationSchema,
  retry: retryPolicySchema.default('standard'),
  /** How long after an event came its first try is made. */
  delayMinutes: z.number().int().min(0).max(MAX_DELAY_MINUTES).default(0),
  throttle: throttleSchema.nullable().default(null),
  /** Deliveries with one key go one after another, in the order in which their events came. */
  orderingKey: keyExpressionSchema.nullable().default(null),
  /** Minutes from its first try after which a delivery that has not ended lets those behind it go; null for never. */
  blockAfter: z.number().int().min(1).max(MAX_DELAY_MINUTES).nullable().default(null),
});
export type TriggerInput = z.infer<typeof triggerInputSchema>;

export const TRIGGER_STATUSES = ['draft', 'active', 'paused'] as const;

/**
 * How a trigger's newest live deliveries went: of its last 20 that were tried, how many succeeded and how many have failed so far (`retrying`,
 * `exhausted`, `failed-to-render`); looked for among its last 100. `last` is the newest of them; null when there is none.
 */
export const recentOutcomesSchema = z.object({
  succeeded: z.number().int(),
  failed: z.number().int(),
  last: z
    .object({ deliveryId: z.string(), status: deliveryStatusSchema, code: z.string().nullable(), at: timestampSchema })
    .nullable(),
});
export type RecentOutcomes = z.infer<typeof recentOutcomesSchema>;

/** What works and is probably not meant, at the JSON path of the field to look at. */
const triggerWarningSchema = z.object({ path: z.string(), message: z.string() });
export type TriggerWarning = z.infer<typeof triggerWarningSchema>;

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
  recent: recentOutcomesSchema,
  warnings: z.array(triggerWarningSchema),
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

/**
 * Body of POST /triggers/:id/activate. `force` activates without a successful test; `backfill` also delivers the matching events of the last
 * 24 hours that the trigger has not delivered.
 */
export const activateInputSchema = z.strictObject({
  force: z.boolean().default(false),
  backfill: z.boolean().default(false),
});

/** What a backfill has put on record so far; one that is not `complete` goes on by itself, also after a restart. */
export const backfillSchema = z.object({ count: z.number().int(), complete: z.boolean() });
export type Backfill = z.infer<typeof backfillSchema>;

/** Answer of POST /triggers/:id/activate; `backfill` is null when none was asked for. */
export const activatedSchema = triggerSchema.extend({ backfill: backfillSchema.nullable() });
export type Activated = z.infer<typeof activatedSchema>;

/**
 * Answer of GET /triggers/:id/backfill: how many events a backfill would deliver now, at least that many when not `complete`; `running` is
 * the one under way.
 */
export const backfillOutlookSchema = backfillSchema.extend({ running: backfillSchema.nullable() });
export type BackfillOutlook = z.infer<typeof backfillOutlookSchema>;

/** Answer of GET /triggers/:id/secret and POST /triggers/:id/rotate-secret; the old secret signs too until `previousUntil`. */
export const signingSecretSchema = z.object({ secret: z.string(), previousUntil: timestampSchema.nullable() });
export type SigningSecret = z.infer<typeof signingSecretSchema>;
