import { expect, test } from 'vitest';
import { createSignInLinks } from './sign-in-links.ts';

function makeLinks() {
  let count = 0;
  return createSignInLinks(() => `token-${++count}`);
}

test('a link works once', () => {
  const links = makeLinks();
  const { token, expiresAt } = links.mint('viewer', 1_000);
  expect(expiresAt).toBe(601_000);
  expect(links.redeem('other', 2_000)).toBeUndefined();
  expect(links.redeem(token, 2_000)).toBe('viewer');
  expect(links.redeem(token, 2_000)).toBeUndefined();
});

test.each([
  [599_999, 'admin'],
  [600_000, undefined],
])('after %d ms: %s', (at, works) => {
  const links = makeLinks();
  const { token } = links.mint('admin', 0);
  links.mint('editor', at);
  expect(links.redeem(token, at)).toBe(works);
});
