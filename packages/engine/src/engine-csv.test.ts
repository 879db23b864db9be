import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, encode } from './engine.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('"', ',', '\r', '\n', ' ', 'a', '=', '-', '1')).map((parts) => parts.join('')),
  fc.constantFrom('', '19.99', '0.10', '007', '9007199254740993', '=1+1', '-5.00', '@a', '\t=1', "'"),
);
const cell = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !String(value).includes('e')),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(text, fc.constantFrom('sku', 'qty', 'note')).filter((name) => name !== '__proto__');
const rows = fc.array(fc.dictionary(key, cell, { minKeys: 1, maxKeys: 4 }), { minLength: 1, maxLength: 6 });

/** A reader by RFC 4180 alone. */
function readCsv(csv: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let index = 0;
  while (index < csv.length) {
    let value = '';
    if (csv[index] === '"') {
      for (index++; csv[index] !== '"' || csv[index + 1] === '"'; index++) {
        if (index >= csv.length) throw new Error('a quoted cell has no end');
        if (csv[index] === '"') index++;
        value += csv[index];
      }
      index++;
    } else {
      for (; index < csv.length && csv[index] !== ',' && csv[index] !== '\r'; index++) {
        if (csv[index] === '"' || csv[index] === '\n') throw new Error(`a bare ${JSON.stringify(csv[index])}`);
        value += csv[index];
      }
    }
    record.push(value);
    if (csv[index] === ',') {
      index++;
      if (index === csv.length) record.push('');
      continue;
    }
    if (csv.slice(index, index + 2) !== '\r\n') throw new Error('a record does not end with CRLF');
    index += 2;
    records.push(record);
    record = [];
  }
  return records;
}

function expectRecords(value: Record<string, string | number | boolean | null>[]): string[][] {
  const header = [...new Set(value.flatMap((row) => Object.keys(row)))];
  return [
    header,
    ...value.map((row) => header.map((name) => (Object.hasOwn(row, name) ? String(row[name] ?? '') : ''))),
  ];
}

describe('csv', () => {
  test('any rows come back from a reader', () => {
    fc.assert(
      fc.property(rows, (value) => {
        const { body } = encode(value, 'csv', { csvFormulas: 'keep' });
        expect(readCsv(body)).toEqual(expectRecords(value));
      }),
      { numRuns: 500 },
    );
  });

  test('no text cell starts a formula, and an apostrophe is all that is added', () => {
    fc.assert(
      fc.property(rows, (value) => {
        const kept = expectRecords(value).flat();
        const escaped = readCsv(encode(value, 'csv').body).flat();
        expect(escaped).toHaveLength(kept.length);
        for (const [index, shown] of escaped.entries()) {
          expect([kept[index], `'${kept[index]}`]).toContain(shown);
          const isHarmless =
            !/^[=+\-@\t\r\n\0]/.test(shown) || (shown.trim() === shown && Number.isFinite(Number(shown)));
          expect({ shown, isHarmless }).toEqual({ shown, isHarmless: true });
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each(['escape', 'keep'] as const)('any text inserted by Handlebars is one cell: %s', async (csvFormulas) => {
    const source = 'a,b\n{{a}},{{b}}\n';
    const program = compile({ language: 'handlebars', source, format: 'csv', formatOptions: { csvFormulas } });
    await fc.assert(
      fc.asyncProperty(text, text, async (a, b) => {
        const [, record] = readCsv((await program.render({ a, b })).body);
        const expected = [a, b].map((value) => {
          const [, [cellText]] = readCsv(encode({ x: value }, 'csv', { csvFormulas }).body);
          return cellText;
        });
        expect(record).toEqual(expected);
      }),
    );
  });
});
