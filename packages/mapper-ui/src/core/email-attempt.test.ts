import type { Attempt } from '@postmap/server/contract';
import { expect, test } from 'vitest';
import { isEmail, readEmailAttempt } from './email-attempt.ts';

const attempt: Attempt = {
  number: 1,
  startedAt: '2026-11-21T00:00:00.000Z',
  finishedAt: null,
  durationMs: null,
  outcome: 'in-progress',
  request: {
    method: 'EMAIL',
    url: 'inbox:email',
    headers: [
      ['envelope-from', 'a@x.test'],
      ['envelope-to', 'b@x.test'],
      ['envelope-to', 'c@x.test'],
      ['Subject', 'Hi'],
      ['part', 'text/plain, 2 bytes'],
    ],
  },
  response: null,
  failure: null,
  summary: '',
};

test('an email’s envelope, headers and parts are told apart', () => {
  expect(isEmail(attempt)).toBe(true);
  expect(readEmailAttempt(attempt)).toEqual({
    server: 'the built-in inbox',
    envelopeFrom: 'a@x.test',
    envelopeTo: ['b@x.test', 'c@x.test'],
    headers: [['Subject', 'Hi']],
    parts: ['text/plain, 2 bytes'],
  });
});

test('a request is none', () => {
  expect(isEmail({ ...attempt, request: { ...attempt.request, method: 'POST' } })).toBe(false);
  expect(isEmail(undefined)).toBe(false);
});
