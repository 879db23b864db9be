import { z } from 'zod';
import type { Facts } from '../contract/index.ts';
import { listEnvelopeIssues, recognised, refuseEnvelope } from './recognised-event.ts';
import type { Recognition } from './recognised-event.ts';

/** Of `id`, which together with `source` is what an event is known by: as for every envelope. */
const MAX_ID_LENGTH = 255;
const MAX_SOURCE_LENGTH = 2_048;
const SOURCE_HINT = 'Say where the event comes from, as a URI reference such as "/shop/orders"';

/** CloudEvents 1.0.2, section 3: `id`, `source`, `specversion` and `type` are required, and text that is not empty. */
const requiredText = (most: number, what: string) =>
  z.string({ error: what }).min(1, what).max(most, `Use at most ${most} characters`);

const attributesSchema = z.looseObject({
  specversion: z.literal('1.0', { error: 'Use "1.0", the version that Postmap reads' }),
  id: requiredText(MAX_ID_LENGTH, 'Give the event an id as text'),
  source: z
    .string({ error: SOURCE_HINT })
    .max(MAX_SOURCE_LENGTH, `Use at most ${MAX_SOURCE_LENGTH} characters`)
    .refine(isUriReference, SOURCE_HINT),
  type: requiredText(255, 'Give the event type as text').trim(),
  time: z.string({ error: 'Use text' }).nullish(),
  /** An extension attribute: whom the event is addressed to, as `customer` in Postmap's envelope. */
  postmapcustomer: z.string({ error: 'Use text' }).max(255, 'Use at most 255 characters').nullish(),
});

/** Reads an event whose attributes are beside its `data`, in one JSON object (structured mode). */
export function recogniseStructured(payload: object): Recognition {
  const both = 'data' in payload && 'data_base64' in payload;
  return readAttributes(payload, both ? [{ path: 'data_base64', message: 'Send either data or data_base64' }] : []);
}

/** Reads an event whose attributes came as headers (binary mode). */
export function recogniseBinary(attributes: Readonly<Record<string, string>>): Recognition {
  const recognition = readAttributes(attributes, []);
  if (recognition.kind === 'recognised') return recognition;
  const errors = recognition.errors.map(({ path, message }) => ({ path: `ce-${path}`, message }));
  return refuseEnvelope('The CloudEvents headers are not complete', errors);
}

function readAttributes(attributes: object, moreErrors: { path: string; message: string }[]): Recognition {
  const result = attributesSchema.safeParse(attributes);
  const errors = [...listEnvelopeIssues(result), ...moreErrors];
  if (!result.success || errors.length > 0) return refuseEnvelope('The CloudEvents envelope is not complete', errors);
  const { id, source, type, time, postmapcustomer } = result.data;
  const facts: Facts = { source, ...(typeof time === 'string' ? { occurredAt: time } : {}) };
  return recognised({
    envelope: 'cloudevents',
    name: type,
    id,
    source,
    customer: postmapcustomer === undefined || postmapcustomer === '' ? null : postmapcustomer,
    facts,
  });
}

/** RFC 3986, section 4.1, as far as a sender gets it wrong: no spaces, controls, or what must be percent-encoded. */
function isUriReference(text: string): boolean {
  return /^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[\da-f]{2})+$/i.test(text);
}
