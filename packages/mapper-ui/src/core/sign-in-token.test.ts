import { expect, it } from 'vitest';
import { readSignInToken } from './sign-in-token.ts';

it.each([
  ['http://127.0.0.1:8420/sign-in?token=abc-D_1', 'abc-D_1'],
  ['  abc-D_1\n', 'abc-D_1'],
  ['/sign-in?token=a%2Bb&x=1', 'a+b'],
  ['http://127.0.0.1:8420/', undefined],
  ['', undefined],
])('%s → %s', (text, token) => {
  expect(readSignInToken(text)).toBe(token);
});
