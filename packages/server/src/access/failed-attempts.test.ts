import { expect, test } from 'vitest';
import { createFailedAttempts } from './failed-attempts.ts';

test('the limit holds for a minute from the oldest failure, for that address alone', () => {
  const attempts = createFailedAttempts(3);
  for (const at of [0, 10_000, 20_000]) {
    expect(attempts.waitMs('a', at)).toBe(0);
    attempts.add('a', at);
  }
  expect(attempts.waitMs('a', 30_000)).toBe(30_000);
  expect(attempts.waitMs('b', 30_000)).toBe(0);
  expect(attempts.waitMs('a', 60_000)).toBe(0);
  attempts.add('a', 60_000);
  expect(attempts.waitMs('a', 60_001)).toBe(9_999);
});

test('an attacker with many addresses does not fill the memory', () => {
  const attempts = createFailedAttempts(1);
  for (let address = 0; address <= 10_000; address++) attempts.add(String(address), 0);
  expect(attempts.waitMs('0', 1)).toBe(0);
  expect(attempts.waitMs('10000', 1)).toBe(59_999);
});
