import { describe, expect, test } from 'vitest';
import { emailDestinationSchema, SECRET_MASK, urlDestinationSchema } from '../contract/index.ts';
import type { Destination, DestinationAuth, HeaderInput, UrlDestination } from '../contract/index.ts';
import { ProblemError } from '../http/problem-error.ts';
import { maskDestination, sealDestination } from './destination-secrets.ts';

const seal = (secret: string): string => `sealed(${secret})`;
const make = (change: { url?: string; headers?: HeaderInput[]; auth?: DestinationAuth }): UrlDestination =>
  urlDestinationSchema.parse({ kind: 'url', url: 'https://a.example/x', ...change });
const secret = (name: string, value: string): HeaderInput => ({ name, value, secret: true });

const kept = make({
  headers: [secret('X-Key', 'sealed(k)')],
  auth: { kind: 'basic', username: 'u', password: 'sealed(p)' },
});

/** The places that a ProblemError names. */
function findRefused(input: Destination, stored: Destination | undefined): string[] | undefined {
  try {
    sealDestination(input, stored, seal);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.errors?.map(({ path }) => path);
  }
}

test('secrets are sealed, the rest stays', () => {
  const input = make({
    headers: [secret('X-Key', 'k'), { name: 'X-Open', value: 'o', secret: false }],
    auth: { kind: 'bearer', token: 't' },
  });
  expect(sealDestination(input, undefined, seal)).toEqual({
    ...input,
    headers: [secret('X-Key', 'sealed(k)'), { name: 'X-Open', value: 'o', secret: false }],
    auth: { kind: 'bearer', token: 'sealed(t)' },
  });
});

test('what is shown, sent back, keeps what is stored as it is', () => {
  const shown = maskDestination(kept);
  expect(JSON.stringify(shown)).not.toContain('sealed');
  expect(sealDestination(shown, kept, seal)).toEqual(kept);
  expect(sealDestination({ ...shown, url: 'https://A.example/other?a=1' }, kept, seal)).toEqual({
    ...kept,
    url: 'https://A.example/other?a=1',
  });
});

test('an email has no secrets, and keeps none of a URL’s', () => {
  const email: Destination = emailDestinationSchema.parse({
    kind: 'email',
    to: ['jane@example.com'],
    from: 'orders@acme.example',
    subject: 'Order',
  });
  expect(maskDestination(email)).toEqual(email);
  expect(sealDestination(email, kept, seal)).toEqual(email);
  expect(findRefused(maskDestination(kept), email)).toEqual([
    'destination.headers[0].value',
    'destination.auth.password',
  ]);
});

describe('a mask is refused', () => {
  const cases: [what: string, input: Destination, kept: Destination | undefined, paths: string[]][] = [
    [
      'with nothing stored',
      maskDestination(kept),
      undefined,
      ['destination.headers[0].value', 'destination.auth.password'],
    ],
    [
      'for another host',
      { ...maskDestination(kept), url: 'https://b.example/x' },
      kept,
      ['destination.headers[0].value', 'destination.auth.password'],
    ],
    [
      'for another port',
      { ...maskDestination(kept), url: 'https://a.example:444/x' },
      kept,
      ['destination.headers[0].value', 'destination.auth.password'],
    ],
    ['for another header', make({ headers: [secret('X-Other', SECRET_MASK)] }), kept, ['destination.headers[0].value']],
    [
      'for another user',
      make({ auth: { kind: 'basic', username: 'v', password: SECRET_MASK } }),
      kept,
      ['destination.auth.password'],
    ],
    ['for another kind', make({ auth: { kind: 'bearer', token: SECRET_MASK } }), kept, ['destination.auth.token']],
    [
      'when it would be shown',
      make({ headers: [{ name: 'X-Key', value: SECRET_MASK, secret: false }] }),
      kept,
      ['destination.headers[0].value'],
    ],
  ];
  test.each(cases)('%s', (_what, input, stored, paths) => {
    expect(findRefused(input, stored)).toEqual(paths);
  });
});
