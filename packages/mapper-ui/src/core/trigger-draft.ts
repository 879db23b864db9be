import type { RetryPolicy, Route, Trigger, TriggerInput } from '@postmap/server/contract';
import { emptyDestination, isOfDestination, readDestination, toDestinationDraft } from './destination-draft.ts';
import type { DestinationDraft, DestinationMethod } from './destination-draft.ts';
import { parseWaits, wordSeconds } from './duration.ts';
import { emptyTiming, placeTiming, readTiming, toTimingDraft } from './timing-draft.ts';
import type { TimingDraft } from './timing-draft.ts';

export interface RouteDraft {
  events: string[];
  /** Comma-separated, as typed. */
  campaignIds: string;
  productIds: string;
  sources: string;
  feedIds: string[];
  filter: string;
}

export const DESTINATION_METHODS = [
  'POST',
  'PUT',
  'PATCH',
  'GET',
  'DELETE',
] as const satisfies readonly DestinationMethod[];

/** A trigger as it is being edited. */
export interface TriggerDraft extends DestinationDraft, TimingDraft {
  name: string;
  routes: RouteDraft[];
  includeTest: boolean;
  templateId: string | null;
  revision: TriggerInput['revision'];
  retry: Extract<RetryPolicy, string> | 'custom';
  /** The waits of the retry choice `custom`, as typed. */
  waits: string;
}

export const emptyRoute: RouteDraft = {
  events: [],
  campaignIds: '',
  productIds: '',
  sources: '',
  feedIds: [],
  filter: '',
};

export function startTriggerDraft(templateId: string | null): TriggerDraft {
  return {
    name: '',
    routes: [emptyRoute],
    includeTest: false,
    templateId,
    revision: 'published',
    ...emptyDestination,
    ...emptyTiming,
    retry: 'standard',
    waits: '5 s, 5 min, 30 min',
  };
}

export function toTriggerDraft(trigger: Trigger): TriggerDraft {
  const { destination, retry } = trigger;
  return {
    name: trigger.name,
    routes: trigger.routes.map((route) => ({
      events: route.events,
      campaignIds: (route.campaignIds ?? []).join(', '),
      productIds: (route.productIds ?? []).join(', '),
      sources: (route.sources ?? []).join(', '),
      feedIds: route.feedIds ?? [],
      filter: route.filter ?? '',
    })),
    includeTest: trigger.includeTest,
    templateId: trigger.templateId,
    revision: trigger.revision,
    ...toDestinationDraft(destination),
    ...toTimingDraft(trigger),
    retry: typeof retry === 'string' ? retry : 'custom',
    waits: typeof retry === 'string' ? '5 s, 5 min, 30 min' : retry.delaysSeconds.map(wordWait).join(', '),
  };
}

/** Whether something that was kept is a draft of today's shape. */
export function isTriggerDraft(value: unknown): value is TriggerDraft {
  return (
    hasShapeOf(startTriggerDraft(null), value) &&
    'routes' in value &&
    Array.isArray(value.routes) &&
    value.routes.every((route: unknown) => hasShapeOf(emptyRoute, route))
  );
}

/** Whether `value` has every key of `model`, with a value of the same kind; what is null in the model, and a revision, may be anything. */
function hasShapeOf(model: object, value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const kept = new Map(Object.entries(value));
  return Object.entries(model).every(
    ([key, like]) => kept.has(key) && (like === null || key === 'revision' || kindOf(kept.get(key)) === kindOf(like)),
  );
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

/** What to send; or the place, as the server would name it, that cannot be read yet. */
export function readTriggerDraft(
  draft: TriggerDraft,
  customerId: string,
): { input: TriggerInput } | { path: string; message: string } {
  const retry = readRetry(draft);
  if ('message' in retry) return { path: 'retry', message: retry.message };
  const read = readDestination(draft);
  if ('message' in read) return read;
  const timing = readTiming(draft);
  if ('message' in timing) return timing;
  return {
    input: {
      customerId,
      name: draft.name,
      routes: draft.routes.map(readRoute),
      includeTest: draft.includeTest,
      templateId: draft.templateId,
      revision: draft.revision,
      destination: read.destination,
      retry: retry.policy,
      ...timing.timing,
    },
  };
}

/** The places in a trigger, as the server names them, that a change of the draft touches. */
export function listChangedPaths(change: Partial<TriggerDraft>): string[] {
  return Object.keys(change).map((key) => {
    // Nothing that was said of one kind of destination is true of the other.
    if (key === 'kind') return 'destination';
    if (isOfDestination(key)) return `destination.${key}`;
    return placeTiming(key) ?? (key === 'waits' ? 'retry' : key);
  });
}

/** The policy that the draft means, as far as it can be read. */
export function readRetry(draft: Pick<TriggerDraft, 'retry' | 'waits'>): { policy: RetryPolicy } | { message: string } {
  if (draft.retry !== 'custom') return { policy: draft.retry };
  const waits = parseWaits(draft.waits);
  return 'problem' in waits ? { message: waits.problem } : { policy: { delaysSeconds: waits.seconds } };
}

/** Whether a route has any condition beside its events. */
export function hasConditions(route: RouteDraft): boolean {
  const texts = [route.campaignIds, route.productIds, route.sources, route.filter];
  return route.feedIds.length > 0 || texts.some((text) => text.trim() !== '');
}

function readRoute(route: RouteDraft): Route {
  const read: Route = { events: route.events };
  const campaignIds = splitList(route.campaignIds);
  const productIds = splitList(route.productIds);
  const sources = splitList(route.sources);
  if (campaignIds.length > 0) read.campaignIds = campaignIds;
  if (productIds.length > 0) read.productIds = productIds;
  if (sources.length > 0) read.sources = sources;
  if (route.feedIds.length > 0) read.feedIds = route.feedIds;
  if (route.filter.trim() !== '') read.filter = route.filter.trim();
  return read;
}

function splitList(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A wait in one unit where that is exact, so that it reads back as the same number. */
function wordWait(seconds: number): string {
  const words = wordSeconds(seconds);
  const read = parseWaits(words);
  return 'seconds' in read && read.seconds[0] === seconds ? words : `${seconds} s`;
}
