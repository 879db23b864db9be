import type { Miss } from './match-triggers.ts';
import type { Obstacle } from './explain-matches.ts';

/** Values of a list that are told. */
const MOST_VALUES = 5;

/** What the words name beside the trigger. */
export interface ObstacleNames {
  customerName: string;
  feedName: string;
  /** Whom the event is addressed to, as it was sent. */
  addressedTo: string | null;
  types: readonly string[];
  nameFeed: (id: string) => string;
}

/** Says why a trigger does not get an event, one sentence for each condition. */
export function wordObstacle(obstacle: Obstacle, names: ObstacleNames): string[] {
  switch (obstacle.kind) {
    case 'draft':
      return ['The trigger is a draft: activate it'];
    case 'paused':
      return [obstacle.because === null ? 'The trigger is paused' : `Postmap paused the trigger: ${obstacle.because}`];
    case 'feed-reach':
      return [`The feed "${names.feedName}" does not reach the customer "${names.customerName}"`];
    case 'addressed-elsewhere':
      return [`The event is addressed to "${names.addressedTo ?? ''}", not to "${names.customerName}"`];
    case 'event-type':
      return [
        names.types.length === 0
          ? 'The event has no type that a trigger can listen to'
          : `It listens to ${listValues(obstacle.listensTo)}, not to ${listValues(names.types)}`,
      ];
    case 'conditions':
      return wordMisses(obstacle, names);
    default:
      return obstacle satisfies never;
  }
}

function wordMisses({ route, misses }: Extract<Obstacle, { kind: 'conditions' }>, names: ObstacleNames): string[] {
  const place = route === null ? '' : `Route ${route}: `;
  return misses.map((miss) => place + upperFirst(wordMiss(miss, names), place === ''));
}

function wordMiss({ condition, wanted, found }: Miss, { nameFeed }: ObstacleNames): string {
  const list = `[${listValues(condition === 'feed' ? wanted.map(nameFeed) : wanted)}]`;
  const [first] = found;
  if (condition === 'feed') {
    return first === undefined
      ? `it came in by no feed; wanted is one of ${list}`
      : `feed ${nameFeed(first)} is not in ${list}`;
  }
  if (first === undefined) return `the event has no ${condition} fact; wanted is one of ${list}`;
  return found.length === 1
    ? `${condition} ${first} is not in ${list}`
    : `none of the ${condition}s ${listValues(found)} is in ${list}`;
}

function listValues(values: readonly string[]): string {
  const more = values.length - MOST_VALUES;
  return values.slice(0, MOST_VALUES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function upperFirst(text: string, wanted: boolean): string {
  return wanted ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
