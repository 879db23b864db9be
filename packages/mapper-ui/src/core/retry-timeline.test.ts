import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutRetry } from './retry-timeline.ts';

describe('layOutRetry', () => {
  it.each([
    ['standard', 0, 10, 272_105, false],
    ['standard', 30, 10, 273_905, false],
    ['limited', 0, 4, 1_260, false],
    ['until-success', 0, 4, 2_700, true],
    ['none', 0, 1, 0, false],
    [{ delaysSeconds: [10, 20] }, 1, 3, 90, false],
  ] as const)('%j after %d min', (policy, delay, tries, total, endless) => {
    const read = typeof policy === 'string' ? policy : { delaysSeconds: [...policy.delaysSeconds] };
    const timeline = layOutRetry(read, delay);
    expect(timeline.tries).toHaveLength(tries);
    expect(timeline).toMatchObject({ totalSeconds: total, endless });
  });

  it('tells how far the standard waits vary', () => {
    const tries = layOutRetry('standard', 0).tries.slice(0, 3);
    expect(tries.map(({ atSeconds, spreadSeconds }) => [atSeconds, spreadSeconds])).toEqual([
      [0, 0],
      [5, 1],
      [305, 61],
    ]);
  });

  it('keeps every try in order on the axis, each within its spread', () => {
    const delays = array(integer({ min: 0, max: 604_800 }), { minLength: 1, maxLength: 50 });
    assert(
      property(delays, integer({ min: 0, max: 10_080 }), (delaysSeconds, delay) => {
        const { tries } = layOutRetry({ delaysSeconds }, delay);
        let before = 0;
        for (const { place, from, to } of tries) {
          expect(from <= place && place <= to && place >= before && to <= 1).toBe(true);
          before = place;
        }
      }),
    );
  });
});
