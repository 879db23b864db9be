import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, encode } from './engine.ts';

type Field = string | number | boolean | null | Field[] | { [key: string]: Field };

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '19.99', '0.10', '007', '9007199254740993', ' a b ', '&=%+', 'ab', 'Zoë €😀', '\r\n', '\ud800'),
);
/** Keys that are left out have cases of their own. */
const fieldName = text.filter((name) => name !== '__proto__' && name !== 'constructor');
/** Exponents have a law of their own. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !String(value).includes('e'));
const fields = fc.letrec<{ field: Field; object: { [key: string]: Field } }>((tie) => ({
  field: fc.oneof(
    { maxDepth: 3 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('field'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fieldName, tie('field'), { maxKeys: 3 }),
})).object;

/** The rule said a second time: nested names in brackets, an array under one name, null empty. */
function listPairs(name: string, field: Field): [string, string][] {
  if (Array.isArray(field)) return field.flatMap((item) => listPairs(name, item));
  if (typeof field === 'object' && field !== null) {
    return Object.entries(field).flatMap(([key, item]) => listPairs(name === '' ? key : `${name}[${key}]`, item));
  }
  return [[name.toWellFormed(), String(field ?? '').toWellFormed()]];
}

describe.each(['form', 'query'] as const)('%s', (format) => {
  const write = (value: unknown) => {
    const encoded = encode(value, format);
    return format === 'query' ? (encoded.query ?? '') : encoded.body;
  };

  test('any fields come back from URLSearchParams, in their order', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fieldName.filter((name) => name !== ''),
          fields,
        ),
        (value) => {
          const expected = Object.entries(value).flatMap(([key, field]) => listPairs(key, field));
          expect([...new URLSearchParams(write(value))]).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is written as URLSearchParams writes it', () => {
    fc.assert(
      fc.property(fc.dictionary(fieldName, text), (value) => {
        expect(write(value)).toBe(new URLSearchParams(Object.entries(value)).toString());
      }),
    );
  });

  test('any text inserted by Handlebars comes back', async () => {
    const program = compile({ language: 'handlebars', source: 'a={{a}}\n&b[c]={{b}}', format });
    await fc.assert(
      fc.asyncProperty(text, text, async (a, b) => {
        const { body, query } = await program.render({ a, b });
        expect([...new URLSearchParams(query ?? body)]).toEqual([
          ['a', a.toWellFormed()],
          ['b[c]', b.toWellFormed()],
        ]);
      }),
    );
  });
});
