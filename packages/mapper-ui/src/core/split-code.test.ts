import { expect, test } from 'vitest';
import { quoteCode, splitCode } from './split-code.ts';

test.each([
  ['nothing', 'nothing'],
  ['`order` has no field `idd`; did you mean `id`?', '‘order’ has no field ‘idd’; did you mean ‘id’?'],
  ['`order.note` is absent in 1 of 2 samples', '‘order.note’ is absent in 1 of 2 samples'],
  ['write `is_recurring = "1"`', 'write ‘is_recurring = "1"’'],
  ['write `[…]` around it.', 'write ‘[…]’ around it.'],
  ['`order.`odd name`` is text', '‘order.`odd name`’ is text'],
  ['`order.`odd name`.x` is text', '‘order.`odd name`.x’ is text'],
  ['in partial "one" (1:3): `a` is never read', 'in partial "one" (1:3): ‘a’ is never read'],
  ['a ` alone', 'a ` alone'],
  ['', ''],
])('%s', (message, quoted) => {
  expect(quoteCode(message)).toBe(quoted);
  const said = splitCode(message).map(({ text, isCode }) => (isCode ? `\`${text}\`` : text));
  expect(said.join('')).toBe(message);
});
