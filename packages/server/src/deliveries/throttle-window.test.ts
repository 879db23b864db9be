import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { throttleDelivery } from './throttle-window.ts';
import type { ThrottleWindow } from './throttle-window.ts';

/** When each of the deliveries that come at these times goes; null for one that is dropped. */
function run(arrivals: readonly number[], limit: number, windowMs: number): (number | null)[] {
  let window: ThrottleWindow | undefined;
  const goes = new Map<string, number | null>();
  for (const [index, at] of arrivals.entries()) {
    const id = String(index);
    const decision = throttleDelivery(window, { id, at }, { limit, windowMs });
    ({ window } = decision);
    goes.set(id, decision.goesAt);
    if (decision.dropped !== null) goes.set(decision.dropped.id, null);
  }
  return [...goes.values()];
}

const cases: [string, { limit: number; arrivals: number[]; goes: (number | null)[] }][] = [
  ['one alone goes at once', { limit: 1, arrivals: [5], goes: [5] }],
  ['the second waits for the end of the window', { limit: 1, arrivals: [0, 10], goes: [0, 100] }],
  ['of those that wait only the latest goes', { limit: 1, arrivals: [0, 10, 20, 30], goes: [0, null, null, 100] }],
  ['the first three go at once', { limit: 3, arrivals: [0, 1, 2, 3, 4], goes: [0, 1, 2, null, 100] }],
  ['a new window begins with whoever comes after the end', { limit: 1, arrivals: [0, 100, 250], goes: [0, 100, 250] }],
  ['the one that waited is the first of the next window', { limit: 1, arrivals: [0, 50, 100], goes: [0, 100, 200] }],
  ['and leaves room in it', { limit: 2, arrivals: [0, 1, 50, 100, 101], goes: [0, 1, 100, 100, 200] }],
  ['after a quiet window all begins anew', { limit: 1, arrivals: [0, 50, 200], goes: [0, 100, 200] }],
  [
    'one that came earlier but was put on record later is the one dropped',
    { limit: 1, arrivals: [0, 30, 20], goes: [0, 100, null] },
  ],
];

test.each(cases)('%s', (_, { limit, arrivals, goes }) => {
  expect(run(arrivals, limit, 100)).toEqual(goes);
});

test('laws: none goes early or later than a window, the last always goes, and no aligned window has more than its limit', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 4 }), (gaps, limit) => {
      let at = 0;
      const arrivals = gaps.map((gap) => (at += gap));
      const goes = run(arrivals, limit, 100);
      for (const [index, when] of goes.entries()) {
        if (when === null) continue;
        expect(when).toBeGreaterThanOrEqual(arrivals[index]!);
        expect(when).toBeLessThanOrEqual(arrivals[index]! + 100);
      }
      expect(goes.at(-1)).not.toBeNull();
      const sent = goes.filter((when) => when !== null);
      expect(sent).toEqual(sent.toSorted((a, b) => a - b));
      // A window is opened by the first that goes after the last one's end.
      let start = -Infinity;
      let count = 0;
      for (const when of sent) {
        if (when >= start + 100) [start, count] = [when, 0];
        count += 1;
        expect(count).toBeLessThanOrEqual(limit);
      }
    }),
  );
});
