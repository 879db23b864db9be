import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitJson } from './json-tokens.ts';

it('tells keys from strings, numbers and words', () => {
  expect(splitJson('{"a": "x\\"y", "b": [-1.5e3, true]}').filter(({ kind }) => kind !== 'rest')).toEqual([
    { kind: 'key', text: '"a"' },
    { kind: 'string', text: String.raw`"x\"y"` },
    { kind: 'key', text: '"b"' },
    { kind: 'number', text: '-1.5e3' },
    { kind: 'word', text: 'true' },
  ]);
});

it('loses nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(
        splitJson(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
