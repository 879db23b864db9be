import { expect, test } from 'vitest';
import type { RetryPolicy } from '../contract/index.ts';
import { findAlert } from './find-alert.ts';
import type { AlertFacts } from './find-alert.ts';

const HOUR = 3_600_000;
const again = { kind: 'retry', at: 0 } as const;
const over = { kind: 'exhausted', reason: 'All tries failed', pausesTrigger: false } as const;

function facts(policy: RetryPolicy, changes: Partial<AlertFacts>): AlertFacts {
  return { policy, next: again, failed: 1, firstTriedAt: 0, raised: [], now: 0, ...changes };
}

test.each<[string, AlertFacts, { level: string; message: string } | undefined]>([
  ['standard, 4 of 10 failed', facts('standard', { failed: 4 }), undefined],
  ['standard, 5 of 10', facts('standard', { failed: 5 }), { level: '50 %', message: '5 of 10 tries have failed' }],
  ['standard, 6 of 10, told', facts('standard', { failed: 6, raised: ['50 %'] }), undefined],
  [
    'standard, 7 of 10',
    facts('standard', { failed: 7, raised: ['50 %'] }),
    { level: '70 %', message: '7 of 10 tries have failed' },
  ],
  [
    'standard, 9 of 10',
    facts('standard', { failed: 9, raised: ['50 %', '70 %'] }),
    { level: '90 %', message: '9 of 10 tries have failed' },
  ],
  ['standard, given up, told', facts('standard', { failed: 10, next: over, raised: ['90 %'] }), undefined],
  ['limited, 2 of 4', facts('limited', { failed: 2 }), { level: '50 %', message: '2 of 4 tries have failed' }],
  [
    'limited, given up at once',
    facts('limited', { next: { ...over, reason: 'It does not repeat an answer of 404' } }),
    { level: '90 %', message: 'Given up after 1 try: It does not repeat an answer of 404' },
  ],
  [
    'none, the only try',
    facts('none', { next: over }),
    { level: '90 %', message: 'Given up after 1 try: All tries failed' },
  ],
  ['own waits, 1 of 3', facts({ delaysSeconds: [1, 1] }, { failed: 1 }), undefined],
  [
    'own waits, 2 of 3',
    facts({ delaysSeconds: [1, 1] }, { failed: 2 }),
    { level: '50 %', message: '2 of 3 tries have failed' },
  ],
  ['until success, within the hour', facts('until-success', { failed: 4, now: HOUR - 1 }), undefined],
  [
    'until success, an hour',
    facts('until-success', { failed: 5, now: HOUR }),
    { level: '1 h', message: 'No success for 1 hour, in 5 tries' },
  ],
  ['until success, two hours, told', facts('until-success', { now: 2 * HOUR, raised: ['1 h'] }), undefined],
  [
    'until success, six hours',
    facts('until-success', { failed: 25, now: 6 * HOUR, raised: ['1 h'] }),
    { level: '6 h', message: 'No success for 6 hours, in 25 tries' },
  ],
  [
    'until success, after a day without power',
    facts('until-success', { failed: 2, now: 30 * HOUR }),
    { level: '24 h', message: 'No success for 1 day 6 hours, in 2 tries' },
  ],
  ['a success', facts('standard', { failed: 9, next: { kind: 'succeeded' } }), undefined],
])('%s', (_, input, alert) => {
  expect(findAlert(input)).toEqual(alert && { ...alert, at: input.now });
});
