import type { RetryPolicy } from '../contract/index.ts';
import type { MailFailureCode, MailVerdict } from '../outbound/mail-result.ts';
import { parseRetryAfter } from './retry-after.ts';

/** How one try ended. `interrupted`: the process ended before an answer was on record, so the endpoint may have it. */
export type TryOutcome =
  | { kind: 'response'; status: number; retryAfter: string | null }
  /** A mail server's answer. */
  | { kind: 'mail'; verdict: MailVerdict }
  | { kind: 'failure'; code: MailFailureCode }
  | { kind: 'interrupted' };

/** `random` is uniform in [0, 1); times are UTC milliseconds. */
export interface TryFacts {
  policy: RetryPolicy;
  /** Tries started so far, the one that just ended included. */
  attemptsStarted: number;
  outcome: TryOutcome;
  now: number;
  random: number;
}

export type NextTry =
  | { kind: 'succeeded' }
  | { kind: 'retry'; at: number }
  /** `pausesTrigger`: the endpoint said that it is gone for good. */
  | { kind: 'exhausted'; reason: string; pausesTrigger: boolean };

interface Schedule {
  /** Seconds between the end of a try and the next. */
  waits: readonly number[];
  /** The last wait is repeated without end. */
  endless: boolean;
  /** The share of a wait by which it may be shorter or longer. */
  jitter: number;
  retries: (outcome: Exclude<TryOutcome, { kind: 'interrupted' }>) => boolean;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY_MS = 86_400_000;
const always = (): boolean => true;

/** Standard Webhooks 1.0.0, "Deliverability and reliability"; its first delay, 0, is the first try itself. */
const STANDARD: Schedule = {
  waits: [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  endless: false,
  jitter: 0.2,
  retries: always,
};
const LIMITED: Schedule = {
  waits: [MINUTE, 5 * MINUTE, 15 * MINUTE],
  endless: false,
  jitter: 0,
  retries: (outcome) => {
    if (outcome.kind === 'mail') return true;
    return outcome.kind === 'response'
      ? outcome.status === 408 || outcome.status === 429 || outcome.status >= 500
      : // Without a token or a login nothing was sent, so that nothing can be sent twice.
        outcome.code === 'token' || outcome.code === 'auth';
  },
};
const UNTIL_SUCCESS: Schedule = { waits: [15 * MINUTE], endless: true, jitter: 0, retries: always };
const NONE: Schedule = { waits: [], endless: false, jitter: 0, retries: always };

/** How many of the tries of an endless schedule are foretold. */
const FORETOLD = 5;

/**
 * Decides what follows a try. Only 2xx is success. A `Retry-After` can put the next try off by at most 24 hours beyond the schedule,
 * and never brings it forward. 410 ends every policy. An interrupted try counts as started and is made again at once while the policy
 * has tries left. `delaysSeconds` are the waits between tries: n of them make at most n + 1 tries.
 */
export function nextTry({ policy, attemptsStarted, outcome, now, random }: TryFacts): NextTry {
  if (outcome.kind === 'response' && outcome.status >= 200 && outcome.status < 300) return { kind: 'succeeded' };
  if (outcome.kind === 'response' && outcome.status === 410) {
    return {
      kind: 'exhausted',
      reason: 'The endpoint answered 410 Gone: it wants no more deliveries',
      pausesTrigger: true,
    };
  }
  if (outcome.kind === 'mail' && outcome.verdict === 'accepted') return { kind: 'succeeded' };
  // RFC 5321 §4.2.1: the same message would meet the same answer.
  if (outcome.kind === 'mail' && outcome.verdict === 'refused') {
    return exhaust('A mail server’s 5xx is final: the same email would meet the same answer');
  }
  if (outcome.kind === 'failure' && outcome.code === 'invalid-request') {
    return exhaust('The request cannot be sent as it is, so trying again would not help');
  }
  const schedule = readSchedule(policy);
  if (outcome.kind !== 'interrupted' && !schedule.retries(outcome)) return exhaust(explainNoRetry(policy, outcome));
  const wait = waitAfter(schedule, attemptsStarted);
  if (wait === undefined) return exhaust(explainEnd(attemptsStarted, outcome));
  if (outcome.kind === 'interrupted') return { kind: 'retry', at: now };
  const scheduled = now + Math.round(wait * 1000 * (1 + schedule.jitter * (2 * random - 1)));
  const asked = outcome.kind === 'response' ? parseRetryAfter(outcome.retryAfter, now) : null;
  return { kind: 'retry', at: asked === null ? scheduled : Math.min(Math.max(asked, scheduled), scheduled + DAY_MS) };
}

/**
 * The waits, in seconds and without jitter, that follow a delivery's `attemptsStarted`-th try as long as each fails; the first five where
 * they never end.
 */
export function upcomingDelays(policy: RetryPolicy, attemptsStarted: number): number[] {
  const { waits, endless } = readSchedule(policy);
  return endless
    ? Array.from({ length: FORETOLD }, () => waits.at(-1) ?? 0)
    : waits.slice(Math.max(0, attemptsStarted - 1));
}

/** How many tries a policy makes at most; null without end. */
export function countTries(policy: RetryPolicy): number | null {
  const { waits, endless } = readSchedule(policy);
  return endless ? null : waits.length + 1;
}

function readSchedule(policy: RetryPolicy): Schedule {
  if (typeof policy === 'object') return { waits: policy.delaysSeconds, endless: false, jitter: 0, retries: always };
  return { standard: STANDARD, limited: LIMITED, 'until-success': UNTIL_SUCCESS, none: NONE }[policy];
}

function waitAfter({ waits, endless }: Schedule, attemptsStarted: number): number | undefined {
  return waits[attemptsStarted - 1] ?? (endless ? waits.at(-1) : undefined);
}

function exhaust(reason: string): NextTry {
  return { kind: 'exhausted', reason, pausesTrigger: false };
}

function explainNoRetry(policy: RetryPolicy, outcome: TryOutcome): string {
  const met = outcome.kind === 'response' ? `an answer of ${outcome.status}` : 'a request without an answer';
  const name = typeof policy === 'string' ? `"${policy}"` : 'of this trigger';
  return `The retry policy ${name} does not repeat ${met}`;
}

function explainEnd(attemptsStarted: number, outcome: TryOutcome): string {
  const cut =
    outcome.kind === 'interrupted' ? '; Postmap was stopped during the last one, so the endpoint may have it' : '';
  return attemptsStarted === 1 ? `The only try failed${cut}` : `All ${attemptsStarted} tries failed${cut}`;
}
