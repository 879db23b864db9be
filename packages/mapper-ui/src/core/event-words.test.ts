import { expect, test } from 'vitest';
import type { EventOutcome } from '@postmap/server/contract';
import { wordCustomers, wordOutcome } from './event-words.ts';

const outcome = (change: Partial<EventOutcome>): EventOutcome => ({
  statuses: {},
  customerNames: [],
  customerCount: 0,
  ...change,
});

test.each<[EventOutcome['statuses'], string]>([
  [{}, 'no delivery'],
  [{ succeeded: 1 }, '1 succeeded'],
  [
    { filtered: 3, succeeded: 2, retrying: 1, 'failed-to-render': 1 },
    '1 failed to render, 1 retrying, 2 succeeded, 3 filtered',
  ],
])('%j in words', (statuses, words) => {
  expect(wordOutcome(outcome({ statuses }))).toBe(words);
});

test.each<[string[], number, string]>([
  [[], 0, ''],
  [['Acme'], 1, 'Acme'],
  [['Acme', 'Bolt', 'Cord'], 5, 'Acme, Bolt, Cord and 2 more'],
])('customers %j of %i', (customerNames, customerCount, words) => {
  expect(wordCustomers(outcome({ customerNames, customerCount }))).toBe(words);
});
