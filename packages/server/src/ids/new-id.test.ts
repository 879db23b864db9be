import { expect, test } from 'vitest';
import { createIdMaker } from './new-id.ts';

test('ids carry their prefix and a ULID', () => {
  expect(createIdMaker()('evt')).toMatch(/^evt_[0-9A-HJKMNP-TV-Z]{26}$/);
});

test('ids sort in the order they were made, also when the clock stands still or steps back', () => {
  const times = [1_000, 1_000, 1_000, 900, 1_001];
  let step = 0;
  const newId = createIdMaker(() => times[step++]!);
  const ids = times.map(() => newId('dlv'));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
