import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIVE_TOPICS } from '../contract/index.ts';
import { findPause, MOST_IDS, PendingChanges, SHORTEST_PAUSE_MS } from './pending-changes.ts';

test('changes of a topic become one, with each id once', () => {
  const pending = new PendingChanges();
  expect(pending.isEmpty).toBe(true);
  pending.add('deliveries', 'a');
  pending.add('inbox');
  pending.add('deliveries', 'b');
  pending.add('deliveries', 'a');
  expect(pending.take()).toEqual([{ topic: 'deliveries', ids: ['a', 'b'] }, { topic: 'inbox' }]);
  expect(pending.isEmpty).toBe(true);
  expect(pending.take()).toEqual([]);
});

test('a change of anything stands for those of single things, before and after it', () => {
  const pending = new PendingChanges();
  pending.add('events', 'a');
  pending.add('events');
  pending.add('events', 'b');
  expect(pending.take()).toEqual([{ topic: 'events' }]);
});

test('whatever changes, nothing grows beyond its bound and nothing goes untold', () => {
  const change = fc.record({
    topic: fc.constantFrom(...LIVE_TOPICS),
    id: fc.option(fc.nat(200).map(String), { nil: undefined, freq: 50 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 2_000 }), (changes) => {
      const pending = new PendingChanges();
      for (const { topic, id } of changes) pending.add(topic, id);
      const told = pending.take();
      expect(new Set(told.map(({ topic }) => topic)).size).toBe(told.length);
      for (const { ids } of told) expect(ids?.length ?? 0).toBeLessThanOrEqual(MOST_IDS);
      for (const { topic, id } of changes) {
        const line = told.find((candidate) => candidate.topic === topic);
        expect(line).toBeDefined();
        expect(line?.ids ?? [id]).toContain(id);
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['nothing was sent yet', null, 1_000, 0],
  ['the last went just now', 1_000, 1_000, SHORTEST_PAUSE_MS],
  ['the last went a while ago', 1_000, 1_100, SHORTEST_PAUSE_MS - 100],
  ['the last went long ago', 1_000, 9_000, 0],
  ['the clock was set back', 9_000, 1_000, 0],
])('when %s', (_case, lastSentAt, now, pause) => {
  expect(findPause(lastSentAt, now)).toBe(pause);
});
