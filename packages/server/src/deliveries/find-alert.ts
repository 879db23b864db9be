import type { RetryPolicy } from '../contract/index.ts';
import type { NewAlert } from './alert-store.ts';
import { formatWait } from './explain-delivery.ts';
import { countTries } from './retry-schedule.ts';
import type { NextTry } from './retry-schedule.ts';

export interface AlertFacts {
  policy: RetryPolicy;
  next: NextTry;
  /** Tries that have failed, the one that just ended included. */
  failed: number;
  firstTriedAt: number;
  /** Levels that were raised before. */
  raised: readonly string[];
  now: number;
}

interface Level {
  name: string;
  reached: boolean;
}

const HOUR_MS = 3_600_000;

/**
 * The alert that a failed try raises: for `until-success` after 1, 6 and 24 hours, otherwise when 50, 70 and 90 % of the tries that the policy has
 * have failed. A delivery that is given up has used all the tries that it gets. The highest level that is reached stands for those below.
 */
export function findAlert(facts: AlertFacts): NewAlert | undefined {
  const { next, failed, firstTriedAt, raised, now } = facts;
  if (next.kind === 'succeeded') return undefined;
  const highest = listLevels(facts).findLast(({ reached }) => reached);
  if (highest === undefined || raised.includes(highest.name)) return undefined;
  const total = countTries(facts.policy);
  const tries = `${failed} ${failed === 1 ? 'try' : 'tries'}`;
  const message =
    next.kind === 'exhausted'
      ? `Given up after ${tries}: ${next.reason}`
      : total === null
        ? `No success for ${formatWait(now - firstTriedAt)}, in ${tries}`
        : `${failed} of ${total} tries have failed`;
  return { level: highest.name, at: now, message };
}

function listLevels({ policy, next, failed, firstTriedAt, now }: AlertFacts): Level[] {
  const total = countTries(policy);
  if (total === null)
    return [1, 6, 24].map((hours) => ({
      name: `${hours} h`,
      reached: now - firstTriedAt >= hours * HOUR_MS || next.kind === 'exhausted',
    }));
  return [50, 70, 90].map((percent) => ({
    name: `${percent} %`,
    reached: next.kind === 'exhausted' || failed * 100 >= total * percent,
  }));
}
