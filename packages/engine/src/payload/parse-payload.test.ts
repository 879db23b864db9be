import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePayload } from './parse-payload.ts';
import { PayloadError } from './payload-error.ts';

describe('parsePayload', () => {
  test('reads JSON as JSON.parse does, in any spacing', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(parsePayload(spaced)).toEqual({ payload: JSON.parse(spaced), diagnostics: [] });
      }),
    );
  });

  test('keeps every digit of an integer, as a number where a double holds it and as text where not', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (integer) => {
        const { payload, diagnostics } = parsePayload(`{"id": ${integer}}`);
        const exact = BigInt(Number(integer)) === integer || normalised(Number(integer)) === integer;
        expect(payload).toEqual({ id: exact ? Number(integer) : String(integer) });
        expect(diagnostics.map(({ code }) => code)).toEqual(exact ? [] : ['number-precision']);
      }),
    );
  });

  test.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890', '12345678901234567890'],
    ['1e400', '1e400'],
    ['-1e400', '-1e400'],
    ['1e-400', '1e-400'],
    ['1E5', 1e5],
    ['1e+21', 1e21],
    ['0.1', 0.1],
    ['0.30000000000000004', 0.30000000000000004],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['19.900000000000000000000', 19.9],
    ['0.00000000000000000', 0],
    ['100000000000000000000000', 1e23],
  ])('%s is read as %j', (text, value) => {
    expect(parsePayload(`[${text}, "${text}"]`).payload).toEqual([value, text]);
  });

  test('keeps a __proto__ key as data', () => {
    const { payload } = parsePayload('{"__proto__": {"polluted": true}, "id": 12345678901234567890}');
    expect(Reflect.ownKeys(Object(payload))).toEqual(['__proto__', 'id']);
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
    expect(Reflect.has({}, 'polluted')).toBe(false);
  });

  test('lists at most twenty numbers and counts the rest', () => {
    const { payload, diagnostics } = parsePayload(`[${Array(50_000).fill('12345678901234567890').join(',')}]`);
    expect(payload).toHaveLength(50_000);
    expect(diagnostics).toHaveLength(21);
    expect(diagnostics.at(-1)?.message).toContain('49980 more');
  });

  test.each([
    ['', 1, 1, 'expected a value, found the end of the text'],
    ['{"a": 1,}', 1, 9, 'expected a key in double quotes, found "}"'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'expected a comma or }'],
    ['[1, 2', 1, 6, 'expected a comma or ], found the end of the text'],
    ["{'a': 1}", 1, 2, 'expected a key in double quotes or }, found "\'"'],
    ['{"a" 1}', 1, 6, 'expected a colon, found "1"'],
    ['{"a": undefined}', 1, 7, 'expected a value, found "undefined"'],
    ['[1] 2', 1, 5, 'expected the end of the text, found "2"'],
    ['["a\nb"]', 1, 2, 'a string that is not closed'],
    ['{12345678901234567890: 1}', 1, 2, 'expected a key in double quotes or }, found "12345678901234567890"'],
    ['[--12345678901234567890]', 1, 2, 'expected a value'],
    ['[01]', 1, 3, 'expected a comma or ], found "1"'],
    ['\ufeff{}', 1, 1, 'expected a value'],
  ])('%j is refused at line %i, column %i', (text, line, column, problem) => {
    const error = failureOf(text);
    expect(error).toMatchObject({ code: 'invalid-json', line, column });
    expect(error.message).toContain(problem);
  });

  test('finds a fault in any text that JSON.parse refuses', () => {
    const mutated = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
      const offset = at % (text.length + 1);
      return text.slice(0, offset) + put + text.slice(offset + 1);
    });
    fc.assert(
      fc.property(mutated, (text) => {
        fc.pre(!isJson(text));
        expect(failureOf(text).message).not.toContain('it cannot be parsed');
      }),
    );
  });

  test('refuses nesting past 64, however deep, without recursion', () => {
    expect(parsePayload('['.repeat(64) + ']'.repeat(64)).diagnostics).toEqual([]);
    expect(parsePayload(`["${'['.repeat(100)}", "\\"[["]`).diagnostics).toEqual([]);
    expect(failureOf('['.repeat(1_000_000))).toMatchObject({ code: 'payload-too-deep', line: 1, column: 65 });
  });
});

/** The decimal that JavaScript prints for a double, which is what a reader of the number sees. */
function normalised(number: number): bigint | undefined {
  return Number.isInteger(number)
    ? BigInt(number.toLocaleString('fullwide', { useGrouping: false, maximumSignificantDigits: 17 }))
    : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function failureOf(text: string): PayloadError {
  try {
    parsePayload(text);
  } catch (error) {
    if (error instanceof PayloadError) return error;
    throw error;
  }
  throw new Error('the payload was accepted');
}
