import { describe, expect, it } from 'vitest';
import type { QueueBench } from './queue-bench.ts';
import { NOON } from './records.ts';

/** What is told of the deliveries that wait. */
export function describeQueueBacklog(bench: QueueBench): void {
  const { accept, claim } = bench;
  const count = (...except: string[]) => bench.ledger.queue.countBacklog(NOON, except);
  describe('countBacklog', () => {
    it('is empty at first', async () => {
      expect(await count()).toEqual({ due: 0, later: 0, paused: 0, sending: 0, oldestDueAt: null });
    });

    it('tells what is due, what is due later, what waits for a paused trigger and what is being sent', async () => {
      await accept({ triggerId: 'trg_a', nextAttemptAt: NOON - 7_000 });
      await claim();
      await accept(
        { triggerId: 'trg_a', nextAttemptAt: NOON - 3_000 },
        { triggerId: 'trg_b', nextAttemptAt: NOON - 5_000 },
        { triggerId: 'trg_b', nextAttemptAt: NOON + 1 },
        { triggerId: 'trg_a', nextAttemptAt: NOON + 2 },
        { triggerId: 'trg_a', status: 'filtered', nextAttemptAt: null },
      );
      expect(await count()).toEqual({ due: 2, later: 2, paused: 0, sending: 1, oldestDueAt: NOON - 5_000 });
      expect(await count('trg_b', 'trg_gone')).toEqual({
        due: 1,
        later: 1,
        paused: 2,
        sending: 1,
        oldestDueAt: NOON - 3_000,
      });
      expect(await count('trg_a', 'trg_b')).toMatchObject({ due: 0, later: 0, paused: 4, oldestDueAt: null });
    });
  });
}
