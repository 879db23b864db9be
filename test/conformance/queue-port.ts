import { describe } from 'vitest';
import type { LedgerFixture } from './ledger-port.ts';
import { describeQueueAlerts } from './queue-alerts.ts';
import { describeQueueAttempts } from './queue-attempts.ts';
import { setUpQueueBench } from './queue-bench.ts';
import { describeQueueCancel } from './queue-cancel.ts';
import { describeQueueBacklog } from './queue-backlog.ts';
import { describeQueueClaims } from './queue-claims.ts';
import { describeQueueLeases } from './queue-leases.ts';
import { describeQueueOrdering } from './queue-ordering.ts';
import { describeQueueRetry } from './queue-retry.ts';
import { describeQueueThrottle } from './queue-throttle.ts';

/** What every queue does, together with the writes that its leases fence. */
export function describeQueuePort(name: string, create: () => Promise<LedgerFixture>): void {
  describe(`queue port: ${name}`, () => {
    const bench = setUpQueueBench(create);
    describeQueueClaims(bench);
    describeQueueBacklog(bench);
    describeQueueAttempts(bench);
    describeQueueLeases(bench);
    describeQueueOrdering(bench);
    describeQueueThrottle(bench);
    describeQueueAlerts(bench);
    describeQueueCancel(bench);
    describeQueueRetry(bench);
  });
}
