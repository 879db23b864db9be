import { expect, test } from 'vitest';
import { createSignInLinks } from './sign-in-links.ts';

function makeLinks() {
  let count = 0;
  return createSignInLinks(() => `token-${++count}`);
}

test('a link works once', () => {
  const links = makeLinks();
  const { token, expiresAt } = links.mint(1_000);
  expect(expiresAt).toBe(601_000);
  expect(links.redeem('other', 2_000)).toBe(false);
  expect(links.redeem(token, 2_000)).toBe(true);
  expect(links.redeem(token, 2_000)).toBe(false);
});

test.each([
  [599_999, true],
  [600_000, false],
])('after %d ms: %s', (at, works) => {
  const links = makeLinks();
  const { token } = links.mint(0);
  links.mint(at);
  expect(links.redeem(token, at)).toBe(works);
});
