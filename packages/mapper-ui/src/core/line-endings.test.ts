import { assert, array, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { toExactText, toFieldText } from './line-endings.ts';

test.each([
  ['', { text: '', ending: '\n' }],
  ['a\nb\n', { text: 'a\nb\n', ending: '\n' }],
  ['a,b\r\n1,2\r\n', { text: 'a,b\n1,2\n', ending: '\r\n' }],
  ['a\r\nb\nc', null],
  ['a\rb', null],
  ['a\r\r\nb', null],
])('%j', (exact, shown) => {
  expect(toFieldText(exact)).toEqual(shown);
});

test('what is shown comes back as it was', () => {
  assert(
    property(array(constantFrom('a', '\r', '\n', '\r\n')), (parts) => {
      const exact = parts.join('');
      const shown = toFieldText(exact);
      expect(shown === null ? exact.includes('\r') : toExactText(shown) === exact).toBe(true);
    }),
  );
});
