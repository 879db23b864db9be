import { z } from 'zod';
import { diagnosticSchema } from './template.ts';
import { pageQuerySchema } from './page.ts';
import { timestampSchema } from './entity.ts';

export const DELIVERY_STATUSES = [
  'scheduled',
  'sending',
  'succeeded',
  'retrying',
  'exhausted',
  'cancelled',
  'filtered',
  'held-back',
  'throttled',
  'failed-to-render',
] as const;
export const deliveryStatusSchema = z.enum(DELIVERY_STATUSES);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

export const DELIVERY_KINDS = ['live', 'test'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** One event for one trigger. `lastCode` is the newest attempt's HTTP status or failure code. */
export const deliverySchema = z.object({
  id: z.string(),
  kind: z.enum(DELIVERY_KINDS),
  status: deliveryStatusSchema,
  /** Why it was filtered, held back, cancelled or failed, in words; null otherwise. */
  reason: z.string().nullable(),
  eventId: z.string(),
  eventType: z.string(),
  orderId: z.string().nullable(),
  triggerId: z.string(),
  triggerName: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  templateId: z.string(),
  revision: z.number().int(),
  attemptCount: z.number().int(),
  lastCode: z.string().nullable(),
  createdAt: timestampSchema,
  nextAttemptAt: timestampSchema.nullable(),
  finishedAt: timestampSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

const headerListSchema = z.array(z.tuple([z.string(), z.string()]));

/**
 * One try. `outcome` is `interrupted` when the process ended before the answer was on record. Of an email, the method is `EMAIL`, the URL names
 * the mail server, and the headers are `envelope-from`, `envelope-to` (each recipient), those that people read, and `part` (type, size, file
 * name); the response's status is the SMTP code that decided, its headers are `accepted`, `deferred` and `refused`, one for each recipient.
 */
export const attemptSchema = z.object({
  number: z.number().int().min(1),
  startedAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
  durationMs: z.number().nullable(),
  outcome: z.enum(['in-progress', 'succeeded', 'failed', 'interrupted']),
  request: z.object({ method: z.string(), url: z.string(), headers: headerListSchema }),
  response: z
    .object({ status: z.number().int(), headers: headerListSchema, body: z.string(), truncated: z.boolean() })
    .nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What happened, in one sentence. */
  summary: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** Why somebody should look at a delivery: once for each level, such as `70 %` (of its tries have failed) or `6 h` (without success). */
export const alertSchema = z.object({
  id: z.string(),
  level: z.string(),
  at: timestampSchema,
  /** What is the matter, in one sentence. */
  message: z.string(),
  deliveryId: z.string(),
  eventType: z.string(),
  triggerId: z.string(),
  triggerName: z.string(),
  customerId: z.string(),
  customerName: z.string(),
});
export type Alert = z.infer<typeof alertSchema>;

/** `open=true` leaves out those of deliveries that have succeeded or were cancelled since. */
export const alertQuerySchema = pageQuerySchema.extend({
  open: z.enum(['true', 'false']).optional(),
  deliveryId: z.string().optional(),
});
export type AlertQuery = z.infer<typeof alertQuerySchema>;

/** `rendered` and `payload` are masked; null before rendering. `rendered.query` is what a template of format `query` adds to the URL. `upcoming` are the waits, in seconds, of the tries that would follow `nextAttemptAt`. */
export const deliveryDetailSchema = deliverySchema.extend({
  attempts: z.array(attemptSchema),
  rendered: z
    .object({ contentType: z.string(), body: z.string(), query: z.string().nullable(), size: z.number().int() })
    .nullable(),
  payload: z.string(),
  diagnostics: z.array(diagnosticSchema),
  upcoming: z.array(z.number()),
  /** Oldest first. */
  alerts: z.array(alertSchema.pick({ level: true, at: true, message: true })),
  /** Why it stands where it stands, in words; null when all is well. */
  why: z.string().nullable(),
  canRetry: z.boolean(),
  canCancel: z.boolean(),
});
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

const statusListSchema = z
  .string()
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(deliveryStatusSchema));

/** `status` is a comma-separated list; `q` finds order id, event id, email and trigger name; `from` and `to` bound `createdAt`. */
export const deliveryQuerySchema = pageQuerySchema.extend({
  status: statusListSchema.optional(),
  customerId: z.string().optional(),
  triggerId: z.string().optional(),
  eventType: z.string().optional(),
  eventId: z.string().optional(),
  orderId: z.string().optional(),
  code: z.string().optional(),
  q: z.string().max(200).optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
});
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

/** A trigger whose newest tries fail: how often in a row, since when, and what became of the last. */
export const failingTriggerSchema = z.object({
  triggerId: z.string(),
  triggerName: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  failures: z.number().int(),
  since: timestampSchema,
  lastAt: timestampSchema,
  lastDeliveryId: z.string(),
  /** HTTP status or failure code; null when it is not known any more. */
  lastCode: z.string().nullable(),
  /** What happened, in one sentence. */
  lastError: z.string(),
});
export type FailingTrigger = z.infer<typeof failingTriggerSchema>;

/**
 * Live deliveries only: tests are not counted, nor is what was filtered, held back or throttled. Rates are null where nothing ended.
 *
 * The hour is the 60 minutes of `perMinute`, of which the last is running, and the day the 1,440 that end with it. `lastHour` counts what was
 * accepted to be sent. `firstTryRate` is of first tries that ended, `finalRate` of deliveries that came to an end (`succeeded` against
 * `exhausted` and `failed-to-render`). `p50Ms` and `p95Ms` are accept to delivered of the last hour's newest 20,000 successes. `perMinute`
 * counts tries by when they ended.
 */
export const statsSchema = z.object({
  lastHour: z.number().int(),
  firstTryRate: z.number().nullable(),
  finalRate: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  lastDay: z.object({
    accepted: z.number().int(),
    firstTryRate: z.number().nullable(),
    finalRate: z.number().nullable(),
    failedToRender: z.number().int(),
  }),
  retrying: z.number().int(),
  exhausted: z.number().int(),
  /** What is due and not yet sent, and what waits for its time or for its trigger, which is paused. `oldestDueAt` is when the first that is due was. */
  backlog: z.object({
    due: z.number().int(),
    waiting: z.number().int(),
    oldestDueAt: timestampSchema.nullable(),
  }),
  /** The triggers that failed last, at most 20, within seven days. */
  failing: z.array(failingTriggerSchema),
  perMinute: z.array(z.object({ at: timestampSchema, succeeded: z.number().int(), failed: z.number().int() })),
});
export type Stats = z.infer<typeof statsSchema>;
