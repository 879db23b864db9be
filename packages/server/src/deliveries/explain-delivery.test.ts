import { expect, test } from 'vitest';
import type { Attempt } from '../contract/index.ts';
import { explainDelivery, formatWait } from './explain-delivery.ts';
import type { DeliveryStanding } from './explain-delivery.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

function answered(status: number, summary: string): Attempt {
  return attempt({ outcome: 'failed', summary, response: { status, headers: [], body: '', truncated: false } });
}

function attempt(changes: Partial<Attempt>): Attempt {
  return {
    number: 1,
    startedAt: '2026-11-21T11:00:00.000Z',
    finishedAt: '2026-11-21T11:00:01.000Z',
    durationMs: 1,
    outcome: 'failed',
    request: { method: 'POST', url: 'https://a.example/', headers: [] },
    response: null,
    failure: null,
    summary: '',
    ...changes,
  };
}

const busy = answered(503, 'The endpoint answered 503 Service Unavailable');
const slow = attempt({
  summary: 'a.example took the connection but did not answer within 30.0 s',
  failure: { code: 'timeout', message: '' },
});

function standing(
  status: DeliveryStanding['delivery']['status'],
  changes: Partial<DeliveryStanding> = {},
  reason: string | null = null,
): DeliveryStanding {
  const nextAttemptAt = status === 'retrying' || status === 'scheduled' ? NOW + 300_000 : null;
  return {
    delivery: { status, reason, nextAttemptAt, heldBy: null },
    attempts: [],
    pausedBecause: null,
    now: NOW,
    ...changes,
  };
}

const email = { ...busy, request: { method: 'EMAIL', url: 'smtp://m', headers: [] } };
const deferred = { ...email, summary: 'The mail server did not take it now: 451 Later' };

test.each([
  [
    'an email, whose codes are not those of HTTP',
    standing('retrying', { attempts: [deferred, deferred] }),
    'The mail server did not take it now: 451 Later (twice). Next try in 5 minutes.',
  ],
  [
    'what has to come first',
    standing('retrying', {}, 'No mail server is set'),
    'No mail server is set. First try in 5 minutes.',
  ],
  ['a success', standing('succeeded', { attempts: [busy] }), null],
  [
    'one failure',
    standing('retrying', { attempts: [busy] }),
    'The endpoint answered 503 Service Unavailable. Next try in 5 minutes.',
  ],
  [
    'three alike',
    standing('retrying', { attempts: [busy, busy, busy] }),
    'The endpoint answered 503 Service Unavailable three times. Next try in 5 minutes.',
  ],
  [
    'two after another',
    standing('retrying', { attempts: [slow, busy, busy] }),
    'The endpoint answered 503 Service Unavailable twice, after one other failed try. Next try in 5 minutes.',
  ],
  [
    'time-outs',
    standing('exhausted', { attempts: [slow, slow] }, 'All 2 tries failed'),
    'a.example took the connection but did not answer within 30.0 s (twice). All 2 tries failed.',
  ],
  [
    'an interruption',
    standing('retrying', { attempts: [attempt({ outcome: 'interrupted' })] }),
    'Postmap was stopped during a try; the endpoint may have taken it. Next try in 5 minutes.',
  ],
  [
    'due now',
    standing('scheduled', { delivery: { status: 'scheduled', reason: null, nextAttemptAt: NOW - 5, heldBy: null } }),
    'First try is due now.',
  ],
  [
    'paused by 410',
    standing('retrying', { attempts: [busy], pausedBecause: 'The endpoint answered 410 Gone' }),
    'The endpoint answered 503 Service Unavailable. It waits because the trigger is paused: the endpoint answered 410 Gone.',
  ],
  ['paused by a person', standing('scheduled', { pausedBecause: '' }), 'It waits because the trigger is paused.'],
  ['sending', standing('sending'), 'A try is under way.'],
  ['filtered', standing('filtered', {}, 'The filter of route 1 does not hold'), 'The filter of route 1 does not hold.'],
  ['cancelled', standing('cancelled', {}, 'Cancelled by Ada'), 'Cancelled by Ada.'],
  [
    'a failed render',
    standing('failed-to-render', {}, 'The template failed on this event: x (no-output)'),
    'The template failed on this event: x (no-output). Nothing was sent: correct the template, publish it, and retry.',
  ],
] satisfies [string, DeliveryStanding, string | null][])('%s', (_name, input, expected) => {
  expect(explainDelivery(input)).toBe(expected);
});

test.each([
  [1, '1 second'],
  [59_400, '1 minute'],
  [90_000, '2 minutes'],
  [3_600_000, '1 hour'],
  [5_430_000, '1 hour 31 minutes'],
  [90_000_000, '1 day 1 hour'],
])('%i ms are %s', (milliseconds, words) => {
  expect(formatWait(milliseconds)).toBe(words);
});
