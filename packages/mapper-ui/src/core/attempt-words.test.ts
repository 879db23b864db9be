import type { Attempt } from '@postmap/server/contract';
import { describe, expect, it } from 'vitest';
import { describeAlert, describeAttempt } from './attempt-words.ts';

const attempt = (summary: string, outcome: Attempt['outcome'], headers?: [string, string][]): Attempt => ({
  number: 1,
  startedAt: '2026-01-15T12:00:00.000Z',
  finishedAt: '2026-01-15T12:00:01.000Z',
  durationMs: 1_000,
  outcome,
  request: { method: 'POST', url: 'https://acme.example/in', headers: [] },
  response: headers === undefined ? null : { status: 503, headers, body: '', truncated: false },
  failure: headers === undefined ? { code: 'dns', message: summary } : null,
  summary,
});

describe('a try', () => {
  it.each([
    ['The endpoint answered 503 Service Unavailable', 'failed', [], '503 Service Unavailable'],
    [
      'The endpoint answered 503 Service Unavailable',
      'failed',
      [['Retry-After', '120']],
      '503 Service Unavailable · Retry-After 120',
    ],
    ['The endpoint answered 202 Accepted', 'succeeded', [['retry-after', '5']], '202 Accepted'],
    ['The host name a.example does not exist', 'failed', undefined, 'The host name a.example does not exist'],
    ['The mail server took it: 250 OK', 'succeeded', [], 'The mail server took it: 250 OK'],
  ] satisfies [string, Attempt['outcome'], [string, string][] | undefined, string][])(
    '%s (%s, %j) reads %s',
    (summary, outcome, headers, expected) => {
      expect(describeAttempt(attempt(summary, outcome, headers))).toBe(expected);
    },
  );
});

describe('an alert', () => {
  it.each([
    ['Given up after 4 tries: The policy has no more', 'The policy has no more', 'Given up after 4 tries'],
    ['5 of 10 tries have failed', null, '5 of 10 tries have failed'],
    ['5 of 10 tries have failed', 'Cancelled by hand', '5 of 10 tries have failed'],
  ])('%s with the reason %j above it reads %s', (message, reason, expected) => {
    expect(describeAlert(message, reason)).toBe(expected);
  });
});
