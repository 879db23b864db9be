import { ProblemError } from '../http/problem-error.ts';
import type { FeedRecord } from './feed-record.ts';

/** @throws {ProblemError} `feed-disabled` for a feed that takes no events now */
export function checkFeedEnabled({ enabled, name }: Pick<FeedRecord, 'enabled' | 'name'>): void {
  if (!enabled)
    throw new ProblemError(
      'feed-disabled',
      `The feed ${JSON.stringify(name)} is switched off: switch it on to send events.`,
    );
}
