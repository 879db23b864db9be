import type { Catalog } from '../catalog/catalog.ts';
import { PROBLEM_CODES } from '../contract/index.ts';
import { checkFeedEnabled } from '../feeds/check-feed-enabled.ts';
import type { Accepted, EventType } from '../contract/index.ts';
import type { NewDelivery } from '../deliveries/delivery-store.ts';
import type { FeedRecord } from '../feeds/feed-record.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { MakeId } from '../ids/new-id.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import type { TriggerIndex } from '../triggers/trigger-index.ts';
import { askFilters } from './ask-filters.ts';
import { buildDeliveries } from './build-deliveries.ts';
import type { CloudEventAttributes } from './cloud-event-headers.ts';
import { deriveTypes } from './derive-types.ts';
import {
  explainSilence,
  limitWarnings,
  warnDisabledType,
  warnFailedKeys,
  warnUnknownCustomer,
  warnUnknownType,
} from './event-warnings.ts';
import type { AcceptResult, DeliveryOutline, EventRecord, EventStore } from './event-store.ts';
import { hashBody } from './hash-body.ts';
import { outlineDeliveries } from './outline-deliveries.ts';
import { readEvent } from './read-event.ts';
import { readFacts } from './read-facts.ts';

export interface IntakeParts {
  events: EventStore;
  catalog: Catalog;
  index: TriggerIndex;
  pool: Pick<RenderPool, 'checkConditions'>;
  newId: MakeId;
  /** UTC milliseconds. */
  now: () => number;
  /** Called when something became due. */
  wake: () => void;
}

interface IntakeRequest {
  feed: FeedRecord;
  /** Byte for byte as received. */
  body: Uint8Array;
  /** Identifies an event whose envelope has no id. */
  idempotencyKey: string | null;
  /** The attributes of a CloudEvents event in binary mode, which come as headers; its body is its data. */
  cloudEvent?: CloudEventAttributes | null;
  /** Called when the event has its place before those that come after it, though it is not on disk yet. Not called for every event. */
  onPlaced?: () => void;
}

/** 202 for an event that is on disk now, 200 for one that was before; else the problem that refused it. */
export type Answer =
  | { kind: 'accepted'; status: 200 | 202; accepted: Accepted }
  | { kind: 'refused'; status: number; problem: ProblemError };

/** Takes events in. Rejects only for what is no fault of the sender, such as StorageUnavailable; then nothing was kept. */
export interface Intake {
  accept(request: IntakeRequest): Promise<Answer>;
}

export function createIntake(parts: IntakeParts): Intake {
  return {
    async accept(request) {
      try {
        return await acceptEvent(parts, request);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return { kind: 'refused', status: PROBLEM_CODES[error.code], problem: error };
      }
    },
  };
}

async function acceptEvent(
  parts: IntakeParts,
  { feed, body, idempotencyKey, cloudEvent = null, onPlaced }: IntakeRequest,
): Promise<Answer> {
  checkFeedEnabled(feed);
  const { text, payload, event: told, warnings: readWarnings } = readEvent(body, cloudEvent);
  const bodyHash = hashBody(body);
  const sourceEventId = told.id ?? checkKey(idempotencyKey);
  if (sourceEventId !== null) {
    const first = await parts.events.find(feed.id, told.source, sourceEventId);
    if (first !== undefined) return answerDuplicate(first, bodyHash);
  }

  const type = parts.catalog.resolve(told.name);
  const { facts, warnings: factWarnings } = await readFacts(parts, {
    kind: type?.kind ?? null,
    payload,
    text,
    stated: told.facts,
    timeZone: feed.timeZone,
  });
  const event: EventRecord = {
    id: parts.newId('evt'),
    kind: 'live',
    feedId: feed.id,
    envelope: told.envelope,
    source: told.source,
    sourceEventId,
    name: told.name,
    types: type === undefined ? [] : [type.name],
    customer: told.customer,
    receivedAt: parts.now(),
    facts,
    warnings: [],
    body,
    bodyHash,
  };
  const derived =
    type?.enabled === true ? await deriveTypes(parts, { typeName: type.name, event, payload, text }) : null;
  event.types.push(...(derived?.types ?? []));
  const { deliveries, warnings } = await findDeliveries(parts, { event, type, text, feed });
  event.warnings = limitWarnings([...warnings, ...(derived?.warnings ?? []), ...factWarnings, ...readWarnings]);

  const stored = parts.events.accept(event, deliveries);
  onPlaced?.();
  const result = await stored;
  if (result.kind === 'duplicate') return answerDuplicate(result, bodyHash);
  if (deliveries.some(({ status }) => status === 'scheduled')) parts.wake();
  return { kind: 'accepted', status: 202, accepted: describeAccepted(event, outlineDeliveries(deliveries)) };
}

async function findDeliveries(
  { catalog, index, pool, newId }: IntakeParts,
  { event, type, text, feed }: { event: EventRecord; type: EventType | undefined; text: string; feed: FeedRecord },
): Promise<{ deliveries: NewDelivery[]; warnings: string[] }> {
  if (type === undefined)
    return { deliveries: [], warnings: [warnUnknownType(event.name, catalog.suggest(event.name))] };
  if (!type.enabled) return { deliveries: [], warnings: [warnDisabledType(type)] };
  const { types, facts, customer } = event;
  const { matches, customerKnown } = await index.match({
    types,
    facts,
    feedId: feed.id,
    feedCustomers: feed.customers,
    customer,
  });
  if (customer !== null && !customerKnown) return { deliveries: [], warnings: [warnUnknownCustomer(customer)] };
  const answers = await askFilters(pool, { payload: text, event, matches });
  const deliveries = buildDeliveries(event, matches, answers, newId);
  return { deliveries, warnings: [...explainSilence(type.name, deliveries), ...warnFailedKeys(deliveries)] };
}

/** The first answer again, for the same bytes. */
function answerDuplicate(first: Extract<AcceptResult, { kind: 'duplicate' }>, bodyHash: string): Answer {
  const { event, deliveries } = first;
  if (event.bodyHash !== bodyHash) {
    throw new ProblemError(
      'event-id-reused',
      `The event id "${event.sourceEventId}" from "${event.source}" came before with other bytes, as ${event.id}: give every event its own id.`,
    );
  }
  return { kind: 'accepted', status: 200, accepted: describeAccepted(event, deliveries) };
}

function describeAccepted({ id, types, warnings }: EventRecord, deliveries: readonly DeliveryOutline[]): Accepted {
  return {
    eventId: id,
    types,
    deliveries: [...deliveries],
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

function checkKey(key: string | null): string | null {
  const trimmed = key?.trim() ?? '';
  if (trimmed.length > 255)
    throw new ProblemError('invalid-request', 'The header Idempotency-Key is longer than 255 characters: shorten it.');
  return trimmed === '' ? null : trimmed;
}
