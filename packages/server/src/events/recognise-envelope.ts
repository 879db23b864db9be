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

/** Ids may come as numbers; empty and null mean none. */
const idSchema = z
  .union([z.string().max(255, 'Use at most 255 characters'), z.number()], { error: 'Use text or a number' })
  .nullish()
  .transform((id) => (id === null || id === undefined || id === '' ? undefined : String(id)));
const textSchema = z.string({ error: 'Use text' }).nullish();
const nameSchema = z
  .string({ error: 'Give the event type as text' })
  .trim()
  .min(1, 'Give the event type')
  .max(255, 'Use at most 255 characters');

const postmapSchema = z.looseObject({
  type: nameSchema,
  id: idSchema,
  occurredAt: textSchema,
  customer: idSchema,
  source: idSchema,
  campaignId: idSchema,
  productIds: z.array(idSchema, { error: 'Use a list of ids' }).nullish(),
  isTest: z.boolean({ error: 'Use true or false' }).nullish(),
});

const sublyticsSchema = z.looseObject({
  webhook_type: z.string({ error: 'Give the object type, such as "order"' }),
  webhook_event: nameSchema,
  webhook_event_id: idSchema,
  webhook_event_date: textSchema,
  webhook_data: z.looseObject({}, { error: 'Give the object that the event is about' }),
});

/** Tells the envelopes apart by shape and reads one. An event without an id is fine: it is not deduplicated. */
export function recogniseEnvelope(payload: unknown): Recognition {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return refuse(`The payload is ${describeKind(payload)}, not an object`, []);
  }
  const keys = Object.keys(payload);
  if (keys.some((key) => key.startsWith('webhook_'))) return readSublytics(payload);
  if (keys.includes('type') || keys.includes('data')) return readPostmap(payload);
  const seen =
    keys.length === 0
      ? 'The payload is an empty object'
      : `The payload has neither "type" and "data" nor "webhook_event"; it has ${listKeys(keys)}`;
  return refuse(seen, []);
}

function readPostmap(payload: object): Recognition {
  const result = postmapSchema.safeParse(payload);
  const errors = [
    ...listIssues(result),
    ...('data' in payload ? [] : [{ path: 'data', message: 'Give what the event is about; null if nothing' }]),
  ];
  if (!result.success || errors.length > 0) return refuse('The Postmap envelope is not complete', errors);
  const { type, id, customer, source, campaignId, productIds, isTest, occurredAt } = result.data;
  const products = (productIds ?? []).filter((product) => product !== undefined);
  const facts: Facts = {
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(products.length === 0 ? {} : { productIds: products }),
    ...(typeof isTest === 'boolean' ? { isTest } : {}),
    ...(source === undefined ? {} : { source }),
    ...(typeof occurredAt === 'string' ? { occurredAt } : {}),
  };
  return recognised({
    envelope: 'postmap',
    name: type,
    id: id ?? null,
    source: source ?? 'postmap',
    customer: customer ?? null,
    facts,
  });
}

function readSublytics(payload: object): Recognition {
  const result = sublyticsSchema.safeParse(payload);
  if (!result.success) return refuse('The Sublytics envelope is not complete', listIssues(result));
  const { webhook_event: name, webhook_event_id: id, webhook_event_date: occurredAt } = result.data;
  const facts: Facts = typeof occurredAt === 'string' ? { occurredAt } : {};
  return recognised({ envelope: 'sublytics', name, id: id ?? null, source: 'sublytics', customer: null, facts });
}

function recognised(event: RecognisedEvent): Recognition {
  return { kind: 'recognised', event };
}

function refuse(problem: string, errors: { path: string; message: string }[]): Recognition {
  const places = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const message = `${problem}${places === '' ? '' : ` (${places})`}. Send ${POSTMAP_SHAPE} or ${SUBLYTICS_SHAPE}.`;
  return { kind: 'unknown-envelope', message, errors };
}

function listIssues(result: z.ZodSafeParseResult<unknown>): { path: string; message: string }[] {
  return result.success
    ? []
    : result.error.issues.map((issue) => ({ path: z.core.toDotPath(issue.path), message: issue.message }));
}

function describeKind(payload: unknown): string {
  if (payload === null) return 'null';
  return Array.isArray(payload) ? 'a list' : `a ${typeof payload}`;
}

function listKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, 5).map((key) => `"${key.slice(0, 40)}"`);
  return keys.length > shown.length ? `${shown.join(', ')} and ${keys.length - shown.length} more` : shown.join(', ');
}
