import type { Destination, RetryPolicy } from '@postmap/server/contract';
import { wordSeconds } from './duration.ts';

export type RetryChoice = 'standard' | 'limited' | 'until-success' | 'none' | 'custom';

export const RETRY_CHOICES: readonly { value: RetryChoice; label: string }[] = [
  { value: 'standard', label: 'Standard: 10 tries over about 3 days' },
  { value: 'limited', label: 'Limited: 4 tries within 21 minutes' },
  { value: 'until-success', label: 'Until it succeeds: every 15 minutes' },
  { value: 'none', label: 'None: one try' },
  { value: 'custom', label: 'Own waits' },
];

/** Waits between tries, in seconds, of the named policies (the first try goes at once). */
const namedWaits: Readonly<Record<'standard' | 'limited' | 'none', readonly number[]>> = {
  standard: [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
  limited: [60, 300, 900],
  none: [],
};

/** What is tried again where the policy makes no choice of its own. A mail server's 5xx is final: RFC 5321 §4.2.1. */
const AGAIN: Readonly<Record<Destination['kind'], string>> = {
  url: 'Tries again on anything but a 2xx',
  email: 'Tries again on anything but a refusal for good (5xx)',
};

const LIMITED: Readonly<Record<Destination['kind'], string>> = {
  url: 'Tries again only on 408, 429 and 5xx. A time-out is not tried again.',
  email:
    'Tries again only when the mail server says “not now” (4xx) or the sign-in to it fails. A time-out is not tried again.',
};

export interface RetrySchedule {
  /** What happens at each try, in words: the first is `at once`, or `after` the trigger's delay. */
  steps: string[];
  /** Whether it goes on after the last step. */
  endless: boolean;
  /** What counts as a failure worth another try. */
  note: string;
}

/** A retry policy of a URL or an email as a timeline in words; `delayMinutes` is how long the first try waits. */
export function describeRetry(policy: RetryPolicy, kind: Destination['kind'], delayMinutes = 0): RetrySchedule {
  const schedule = describePolicy(policy, kind);
  if (!(delayMinutes > 0)) return schedule;
  return { ...schedule, steps: [`after ${wordSeconds(delayMinutes * 60)}`, ...schedule.steps.slice(1)] };
}

function describePolicy(policy: RetryPolicy, kind: Destination['kind']): RetrySchedule {
  const again = AGAIN[kind];
  if (policy === 'until-success') {
    return {
      steps: ['at once', '15 min', '15 min', '15 min'],
      endless: true,
      note: `${again}, until it succeeds or you cancel it. An alert is raised after 1, 6 and 24 hours.`,
    };
  }
  if (typeof policy !== 'string') {
    return { steps: listSteps(policy.delaysSeconds), endless: false, note: `${again}.` };
  }
  const notes = {
    standard: `${again}; each wait varies by up to 20 %, so that a busy ${kind === 'email' ? 'mail server' : 'endpoint'} is not hit by all at once.`,
    limited: LIMITED[kind],
    none: 'Whatever the answer, there is one try.',
  };
  return { steps: listSteps(namedWaits[policy]), endless: false, note: notes[policy] };
}

/** The waits between tries, in seconds; the first few where they never end. `jitter` is the share of a wait by which it varies. */
export function readWaits(policy: RetryPolicy): { waits: readonly number[]; endless: boolean; jitter: number } {
  if (typeof policy !== 'string') return { waits: policy.delaysSeconds, endless: false, jitter: 0 };
  if (policy === 'until-success') return { waits: [900, 900, 900], endless: true, jitter: 0 };
  return { waits: namedWaits[policy], endless: false, jitter: policy === 'standard' ? 0.2 : 0 };
}

function listSteps(waits: readonly number[]): string[] {
  return ['at once', ...waits.map(wordSeconds)];
}
