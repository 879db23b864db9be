import type { Trigger } from '@postmap/server/contract';

/** How a trigger is doing, on one line. */
export interface TriggerOutcome {
  tone: 'ok' | 'warn' | 'bad' | 'neutral';
  text: string;
  /** When what it tells of happened; null where nothing has. */
  at: string | null;
  /** Whether it tells of live deliveries, which can be looked at. */
  live: boolean;
}

/** Its newest live deliveries; while there are none, its test. */
export function readOutcome({ recent, test }: Pick<Trigger, 'recent' | 'test'>): TriggerOutcome {
  const { last, succeeded, failed } = recent;
  if (last !== null) {
    const total = succeeded + failed;
    const text = failed === 0 ? `all of ${total} succeeded` : `${failed} of ${total} failed`;
    const tone = failed === 0 ? 'ok' : last.status === 'succeeded' ? 'warn' : 'bad';
    return { tone, text: total === 1 ? (failed === 0 ? 'succeeded' : 'failed') : text, at: last.at, live: true };
  }
  if (test === null) return { tone: 'neutral', text: 'not tested', at: null, live: false };
  return test.succeeded
    ? { tone: 'neutral', text: 'test succeeded', at: test.at, live: false }
    : { tone: 'bad', text: 'test failed', at: test.at, live: false };
}

/** Whether the newest live delivery of a trigger has failed so far. */
export function isFailing({ recent }: Pick<Trigger, 'recent'>): boolean {
  return recent.last !== null && recent.last.status !== 'succeeded';
}

/** The event types that any route of a trigger listens to, each once. */
export function listTriggerEvents({ routes }: Pick<Trigger, 'routes'>): string[] {
  return [...new Set(routes.flatMap((route) => route.events))];
}
