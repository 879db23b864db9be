import { defineBuiltIn, example, fromContext, optional, required } from './define-built-in.ts';
import type { BuiltInDefinition, BuiltInFacts } from './define-built-in.ts';

const group = 'Numbers';
const facts: BuiltInFacts = { gives: 'number', takes: 'number', passesAbsence: true };
const written: BuiltInFacts = { gives: 'string', takes: 'number', passesAbsence: true };
const number = fromContext('number', 'number', 'The number.');

export const numberFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'number',
    group,
    text: 'The value as a number: text that is one (`"12.5"`, `"0x1f"`), `true` as 1 and `false` as 0. Other text is an error.',
    parameters: [fromContext('value', 'text, number or boolean', 'The value.')],
    returns: 'a number',
    examples: [example('$number("5")', 5), example('$number(total) * 2', 25, { total: '12.50' })],
    facts: { gives: 'number', passesAbsence: true },
  }),
  defineBuiltIn({
    name: 'abs',
    group,
    text: 'The number without its sign.',
    parameters: [number],
    returns: 'a number',
    examples: [example('$abs(-5)', 5)],
    facts,
  }),
  defineBuiltIn({
    name: 'floor',
    group,
    text: 'The number rounded down to a whole one.',
    parameters: [number],
    returns: 'a number',
    examples: [example('$floor(5.8)', 5), example('$floor(-5.3)', -6)],
    facts,
  }),
  defineBuiltIn({
    name: 'ceil',
    group,
    text: 'The number rounded up to a whole one.',
    parameters: [number],
    returns: 'a number',
    examples: [example('$ceil(5.3)', 6)],
    facts,
  }),
  defineBuiltIn({
    name: 'round',
    group,
    text: 'The number rounded to so many decimals; a half goes to the even neighbour. For amounts of money, `$money` rounds as bills do.',
    parameters: [
      number,
      optional('decimals', 'number', 'How many; none unless given, negative for tens and hundreds.'),
    ],
    returns: 'a number',
    examples: [example('$round(123.456, 2)', 123.46), example('$round(12.5)', 12), example('$round(125, -1)', 120)],
    facts,
  }),
  defineBuiltIn({
    name: 'power',
    group,
    text: 'The number to the power of the exponent.',
    parameters: [number, required('exponent', 'number', 'The exponent.')],
    returns: 'a number',
    examples: [example('$power(2, 8)', 256)],
    facts,
  }),
  defineBuiltIn({
    name: 'sqrt',
    group,
    text: 'The square root of the number.',
    parameters: [number],
    returns: 'a number',
    examples: [example('$sqrt(4)', 2)],
    facts,
  }),
  defineBuiltIn({
    name: 'random',
    group,
    text: 'A random number from 0 up to, not including, 1.',
    parameters: [],
    returns: 'a number',
    examples: [example('$random() < 1', true)],
    facts: { gives: 'number' },
  }),
  defineBuiltIn({
    name: 'formatNumber',
    group,
    text: 'The number by an XPath picture: `#` a digit if there is one, `0` a digit always, `,` groups, `.` the decimal point, `%` per cent.',
    parameters: [
      number,
      required('picture', 'text', 'How to write it.'),
      optional('options', 'object', 'Other characters, such as `{ "decimal-separator": "," }`.'),
    ],
    returns: 'text',
    examples: [
      example('$formatNumber(12345.6, "#,##0.00")', '12,345.60'),
      example('$formatNumber(0.14, "01%")', '14%'),
    ],
    facts: written,
  }),
  defineBuiltIn({
    name: 'formatBase',
    group,
    text: 'The whole number in another base.',
    parameters: [number, optional('radix', 'number', 'From 2 to 36; 10 unless given.')],
    returns: 'text',
    examples: [example('$formatBase(100, 2)', '1100100'), example('$formatBase(2555, 16)', '9fb')],
    facts: written,
  }),
  defineBuiltIn({
    name: 'formatInteger',
    group,
    text: 'The whole number by an XPath picture: `w` in words, `I` as a Roman numeral, `1;o` with an ordinal ending, `000` with leading zeros.',
    parameters: [number, required('picture', 'text', 'How to write it.')],
    returns: 'text',
    examples: [
      example('$formatInteger(2789, "w")', 'two thousand, seven hundred and eighty-nine'),
      example('$formatInteger(1999, "I")', 'MCMXCIX'),
    ],
    facts: written,
  }),
  defineBuiltIn({
    name: 'parseInteger',
    group,
    text: 'The whole number that text is by an XPath picture, as `$formatInteger` would have written it.',
    parameters: [fromContext('text', 'text', 'The text.'), required('picture', 'text', 'How it is written.')],
    returns: 'a number',
    examples: [
      example('$parseInteger("twelve thousand, four hundred and seventy-six", "w")', 12_476),
      example('$parseInteger("12,345,678", "#,##0")', 12_345_678),
    ],
    facts: { gives: 'number', takes: 'string', passesAbsence: true },
  }),
];
