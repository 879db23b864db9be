import { expect, it } from 'vitest';
import { describeRetry } from './retry-words.ts';

it.each([
  ['standard', ['at once', '5 s', '5 min', '30 min', '2 h', '5 h', '10 h', '14 h', '20 h', '24 h'], false],
  ['limited', ['at once', '1 min', '5 min', '15 min'], false],
  ['until-success', ['at once', '15 min', '15 min', '15 min'], true],
  ['none', ['at once'], false],
  [{ delaysSeconds: [10, 90] }, ['at once', '10 s', '1 min 30 s'], false],
] as const)('words %o', (policy, steps, endless) => {
  const input = typeof policy === 'string' ? policy : { delaysSeconds: [...policy.delaysSeconds] };
  expect(describeRetry(input, 'url')).toMatchObject({ steps, endless });
});

it.each(['standard', 'limited', 'until-success', 'none', { delaysSeconds: [10] }] as const)(
  'speaks of a mail server, not of requests, for an email: %o',
  (policy) => {
    const input = typeof policy === 'string' ? policy : { delaysSeconds: [...policy.delaysSeconds] };
    expect(describeRetry(input, 'email').note).not.toMatch(/2xx|429|endpoint|request/);
  },
);
