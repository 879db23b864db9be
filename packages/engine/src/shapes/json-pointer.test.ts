import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeToken, unescapeToken } from './json-pointer.ts';

test.each([
  ['a/b', 'a~1b'],
  ['m~n', 'm~0n'],
  ['~1', '~01'],
  ['', ''],
  ['plain', 'plain'],
])('%j is the token %j', (name, token) => {
  expect(escapeToken(name)).toBe(token);
  expect(unescapeToken(token)).toBe(name);
});

test('a name comes back from its token, which has no slash', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') }), (name) => {
      expect(escapeToken(name)).not.toContain('/');
      expect(unescapeToken(escapeToken(name))).toBe(name);
    }),
  );
});
