import { z } from 'zod';
import type { Facts } from '../contract/index.ts';
import { recogniseStructured } from './recognise-cloud-event.ts';
import { listEnvelopeIssues, recognised, refuseEnvelope } from './recognised-event.ts';
import type { Recognition } from './recognised-event.ts';

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
    return refuseEnvelope(`The payload is ${describeKind(payload)}, not an object`, []);
  }
  const keys = Object.keys(payload);
  if (keys.some((key) => key.startsWith('webhook_'))) return readSublytics(payload);
  if (keys.includes('specversion')) return recogniseStructured(payload);
  if (keys.includes('type') || keys.includes('data')) return readPostmap(payload);
  const seen =
    keys.length === 0
      ? 'The payload is an empty object'
      : `The payload has neither "type" and "data" nor "webhook_event" nor "specversion"; it has ${listKeys(keys)}`;
  return refuseEnvelope(seen, []);
}

function readPostmap(payload: object): Recognition {
  const result = postmapSchema.safeParse(payload);
  const errors = [
    ...listEnvelopeIssues(result),
    ...('data' in payload ? [] : [{ path: 'data', message: 'Give what the event is about; null if nothing' }]),
  ];
  if (!result.success || errors.length > 0) return refuseEnvelope('The Postmap envelope is not complete', errors);
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
  if (!result.success) return refuseEnvelope('The Sublytics envelope is not complete', listEnvelopeIssues(result));
  const { webhook_event: name, webhook_event_id: id, webhook_event_date: occurredAt } = result.data;
  const facts: Facts = typeof occurredAt === 'string' ? { occurredAt } : {};
  return recognised({ envelope: 'sublytics', name, id: id ?? null, source: 'sublytics', customer: null, facts });
}

function describeKind(payload: unknown): string {
  if (payload === null) return 'null';
  return Array.isArray(payload) ? 'a list' : `a ${typeof payload}`;
}

function listKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, 5).map((key) => `"${key.slice(0, 40)}"`);
  return keys.length > shown.length ? `${shown.join(', ')} and ${keys.length - shown.length} more` : shown.join(', ');
}
