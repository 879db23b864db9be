import { expect, test } from 'vitest';
import { createMessageMask, hideValues } from './mask-message.ts';

const payload = JSON.stringify({
  card: { number: '4111111111111111', cvv: '737' },
  customer: { password: 'a "quoted" pass', name: 'Ada' },
  total: 12.5,
});

test.each([
  ['Unable to cast value to a number: "4111111111111111x"', 'Unable to cast value to a number: "••••x"'],
  ['the code 737 is wrong', 'the code •••• is wrong'],
  [`it is the text ${JSON.stringify('a "quoted" pass')}`, 'it is the text "••••"'],
  ['`total` is 12.5 for Ada', '`total` is 12.5 for Ada'],
  // Not in the payload: put together by the template.
  ['5500 0000 0000 0004 was refused', '•••• 0004 was refused'],
  ['order 1234567890123 at 20261121103001', 'order 1234567890123 at 20261121103001'],
])('%s', (message, shown) => {
  expect(createMessageMask(payload)(message)).toBe(shown);
});

test('the longest value is hidden first, and short ones are left', () => {
  expect(hideValues('token-1 token ab', ['token', 'token-1', 'ab'])).toBe('•••• •••• ab');
});
