import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RetryPolicy } from '../contract/index.ts';
import { nextTry, upcomingDelays } from './retry-schedule.ts';
import type { TryOutcome } from './retry-schedule.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const answer = (status: number, retryAfter: string | null = null): TryOutcome => ({
  kind: 'response',
  status,
  retryAfter,
});
const failure = (code: 'timeout' | 'dns' | 'invalid-request' | 'address-refused'): TryOutcome => ({
  kind: 'failure',
  code,
});
const mail = (verdict: 'accepted' | 'deferred' | 'refused'): TryOutcome => ({ kind: 'mail', verdict });
const interrupted: TryOutcome = { kind: 'interrupted' };
const decide = (policy: RetryPolicy, attemptsStarted: number, outcome: TryOutcome, random = 0.5) =>
  nextTry({ policy, attemptsStarted, outcome, now: NOW, random });

/** The wait in milliseconds, or how it ended. */
function waitOf(policy: RetryPolicy, attemptsStarted: number, outcome: TryOutcome, random = 0.5): number | string {
  const next = decide(policy, attemptsStarted, outcome, random);
  return next.kind === 'retry' ? next.at - NOW : next.kind;
}

describe('a mail server', () => {
  test.each(['standard', 'limited', 'until-success'] as const)('%s repeats what it deferred', (policy) => {
    expect(waitOf(policy, 1, mail('deferred'))).toBeTypeOf('number');
    expect(waitOf(policy, 1, { kind: 'failure', code: 'auth' })).toBeTypeOf('number');
  });

  test.each(['standard', 'limited', 'until-success', 'none'] as const)('%s ends with what is final', (policy) => {
    expect(waitOf(policy, 1, mail('accepted'))).toBe('succeeded');
    expect(decide(policy, 1, mail('refused'))).toMatchObject({ kind: 'exhausted', pausesTrigger: false });
  });
});

describe('standard', () => {
  test.each([
    [1, 5000],
    [2, 5 * MINUTE],
    [3, 30 * MINUTE],
    [4, 2 * HOUR],
    [5, 5 * HOUR],
    [6, 10 * HOUR],
    [7, 14 * HOUR],
    [8, 20 * HOUR],
    [9, 24 * HOUR],
    [10, 'exhausted'],
    [11, 'exhausted'],
  ])('after try %i comes %s', (attemptsStarted, wait) => {
    const shortest = typeof wait === 'number' ? wait * 0.8 : wait;
    const longest = typeof wait === 'number' ? wait * 1.2 : wait;
    expect(waitOf('standard', attemptsStarted, answer(500))).toBe(wait);
    expect(waitOf('standard', attemptsStarted, answer(500), 0)).toBe(shortest);
    expect(waitOf('standard', attemptsStarted, failure('timeout'), 1 - 2 ** -53)).toBe(longest);
  });

  test.each([301, 302, 304, 400, 401, 404, 408, 418, 422, 429, 500, 503])(
    'an answer of %i is tried again',
    (status) => {
      expect(waitOf('standard', 1, answer(status))).toBe(5000);
    },
  );

  test.each(['timeout', 'dns', 'address-refused'] as const)('a failure %s is tried again', (code) => {
    expect(waitOf('standard', 1, failure(code))).toBe(5000);
  });
});

describe('limited', () => {
  test.each([
    [1, answer(500), MINUTE],
    [2, answer(503), 5 * MINUTE],
    [3, answer(429), 15 * MINUTE],
    [4, answer(500), 'exhausted'],
    [1, answer(408), MINUTE],
    [1, answer(404), 'exhausted'],
    [1, answer(302), 'exhausted'],
    [1, failure('timeout'), 'exhausted'],
    [1, failure('dns'), 'exhausted'],
    [1, interrupted, 0],
    [4, interrupted, 'exhausted'],
  ] satisfies [number, TryOutcome, number | string][])(
    'after try %i that ended with %j comes %s',
    (attemptsStarted, outcome, wait) => {
      expect(waitOf('limited', attemptsStarted, outcome)).toBe(wait);
    },
  );

  test('says why an answer is not tried again', () => {
    expect(decide('limited', 1, answer(404))).toMatchObject({
      reason: 'The retry policy "limited" does not repeat an answer of 404',
    });
  });
});

test.each([1, 2, 50, 5000])('until-success tries again 15 minutes after try %i', (attemptsStarted) => {
  expect(waitOf('until-success', attemptsStarted, failure('timeout'))).toBe(15 * MINUTE);
});

test('none makes one try, also where it was interrupted', () => {
  expect(decide('none', 1, answer(500))).toMatchObject({
    kind: 'exhausted',
    reason: 'The only try failed',
    pausesTrigger: false,
  });
  expect(decide('none', 1, interrupted)).toMatchObject({
    kind: 'exhausted',
    reason: expect.stringContaining('the endpoint may have it'),
  });
});

test('own delays are the waits between tries', () => {
  const policy = { delaysSeconds: [1, 60] };
  expect([1, 2, 3].map((started) => waitOf(policy, started, answer(500)))).toEqual([1000, MINUTE, 'exhausted']);
});

test.each([200, 201, 204, 299])('%i is success', (status) => {
  expect(decide('none', 1, answer(status))).toEqual({ kind: 'succeeded' });
});

test.each(['standard', 'limited', 'until-success', 'none'] as const)('410 ends %s and pauses the trigger', (policy) => {
  expect(decide(policy, 1, answer(410, '10'))).toMatchObject({ kind: 'exhausted', pausesTrigger: true });
});

test('a request that cannot be sent is not tried again', () => {
  expect(decide('until-success', 1, failure('invalid-request'))).toMatchObject({
    kind: 'exhausted',
    pausesTrigger: false,
  });
});

describe('Retry-After', () => {
  test.each([
    ['sooner than the schedule', '1', 5000],
    ['seconds', '90', 90_000],
    ['a date', new Date(NOW + 10 * MINUTE).toUTCString(), 10 * MINUTE],
    ['an RFC 850 date', 'Saturday, 21-Nov-26 12:10:00 GMT', 10 * MINUTE],
    ['an asctime date', 'Sat Nov 21 12:10:00 2026', 10 * MINUTE],
    ['a date in the past', 'Sat, 01 Jan 2000 00:00:00 GMT', 5000],
    ['a year', '31536000', 5000 + DAY],
    ['more than a number holds', '9'.repeat(400), 5000 + DAY],
    ['garbage', 'soon', 5000],
    ['a negative number', '-5', 5000],
    ['a fraction', '1.5', 5000],
    ['nothing', '', 5000],
  ])('%s (%s)', (_name, value, wait) => {
    expect(waitOf('standard', 1, answer(429, value))).toBe(wait);
    expect(waitOf('standard', 1, answer(503, value))).toBe(wait);
  });
});

test('the waits that are to come are those of the schedule', () => {
  expect(upcomingDelays('standard', 1)).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(upcomingDelays('standard', 9)).toEqual([86_400]);
  expect(upcomingDelays('standard', 10)).toEqual([]);
  expect(upcomingDelays('limited', 2)).toEqual([300, 900]);
  expect(upcomingDelays('until-success', 7)).toEqual([900, 900, 900, 900, 900]);
  expect(upcomingDelays('none', 1)).toEqual([]);
  expect(upcomingDelays({ delaysSeconds: [3, 4] }, 1)).toEqual([3, 4]);
});

describe('laws', () => {
  const policies: fc.Arbitrary<RetryPolicy> = fc.oneof(
    fc.constantFrom('standard' as const, 'limited' as const, 'until-success' as const, 'none' as const),
    fc.record({ delaysSeconds: fc.array(fc.integer({ min: 0, max: 604_800 }), { minLength: 1, maxLength: 50 }) }),
  );
  const outcomes: fc.Arbitrary<TryOutcome> = fc.oneof(
    fc.record({
      kind: fc.constant('response' as const),
      status: fc.integer({ min: 100, max: 599 }),
      retryAfter: fc.option(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
      ),
    }),
    fc.record({
      kind: fc.constant('failure' as const),
      code: fc.constantFrom('timeout' as const, 'reset' as const, 'invalid-request' as const),
    }),
    fc.constant(interrupted),
  );
  const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('a retry is never in the past, at most a day later than its longest wait, and in whole milliseconds', () => {
    fc.assert(
      fc.property(
        policies,
        fc.integer({ min: 1, max: 60 }),
        outcomes,
        randoms,
        (policy, attemptsStarted, outcome, random) => {
          const next = decide(policy, attemptsStarted, outcome, random);
          if (next.kind !== 'retry') return;
          expect(next.at).toBeGreaterThanOrEqual(NOW);
          expect(Number.isInteger(next.at)).toBe(true);
          const [wait = 0] = upcomingDelays(policy, attemptsStarted);
          expect(next.at).toBeLessThanOrEqual(NOW + wait * 1200 + DAY);
        },
      ),
    );
  });

  test('without Retry-After the wait is within 20 % of the schedule', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), randoms, (attemptsStarted, random) => {
        const [scheduled = 0] = upcomingDelays('standard', attemptsStarted);
        const wait = waitOf('standard', attemptsStarted, answer(500), random);
        expect(Math.abs(Number(wait) / 1000 / scheduled - 1)).toBeLessThanOrEqual(0.2001);
      }),
    );
  });

  test('tries are bounded for every policy that is not until-success, whatever comes back', () => {
    fc.assert(
      fc.property(
        policies.filter((policy) => policy !== 'until-success'),
        fc.infiniteStream(outcomes),
        (policy, stream) => {
          let started = 1;
          for (const outcome of stream) {
            if (started > 60 || decide(policy, started, outcome).kind !== 'retry') break;
            started++;
          }
          expect(started).toBeLessThanOrEqual(typeof policy === 'object' ? policy.delaysSeconds.length + 1 : 10);
        },
      ),
    );
  });
});
