import { assert, constantFrom, pre, property, string } from 'fast-check';
import { FORMATS } from '@postmap/engine';
import { expect, test } from 'vitest';
import { describeDifference, firstDifferentLine } from './describe-difference.ts';

const write = (lines: ReturnType<typeof describeDifference>): string[] =>
  lines.map(({ kind, text }) => ({ same: '  ', expected: '- ', rendered: '+ ', gap: '  ' })[kind] + text);

test.each([
  {
    what: 'JSON on one line, field by field',
    format: 'json',
    expected: '{"a":1,"b":[1,2]}',
    rendered: '{"a":2,"b":[1,2]}',
    shows: ['  {', '-   "a": 1,', '+   "a": 2,', '    "b": [', '      1,', '  …'],
  },
  {
    what: 'JSON that differs only in how it is written, as it is',
    format: 'json',
    expected: '{"a": 1}',
    rendered: '{"a":1}',
    shows: ['- {"a": 1}', '+ {"a":1}'],
  },
  {
    what: 'JSON that one side is not, as it is',
    format: 'json',
    expected: '{"a":1}',
    rendered: '{"a":1',
    shows: ['- {"a":1}', '+ {"a":1'],
  },
  {
    what: 'a query, part by part',
    format: 'query',
    expected: 'a=1&b=2',
    rendered: 'a=1&b=3',
    shows: ['  a=1', '- &b=2', '+ &b=3'],
  },
  {
    what: 'XML on one line, element by element',
    format: 'xml',
    expected: '<a><b>1</b><c/></a>',
    rendered: '<a><b>2</b><c/></a>',
    shows: ['  <a>', '- <b>1</b>', '+ <b>2</b>', '  <c/>', '  </a>'],
  },
  {
    what: 'control characters, as escapes',
    format: 'csv',
    expected: 'a\r\n1\r\n',
    rendered: 'a\n1\n',
    shows: ['- a\\r', '- 1\\r', '+ a', '+ 1', '  '],
  },
  {
    what: 'a line break that is missing at the end',
    format: 'text',
    expected: 'a\n',
    rendered: 'a',
    shows: ['  a', '- '],
  },
] as const)('$what', ({ format, expected, rendered, shows }) => {
  expect(write(describeDifference(expected, rendered, format))).toEqual(shows);
});

test('only what differs is shown of something long', () => {
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
  const changed = lines.with(250, 'another');
  expect(write(describeDifference(lines.join('\n'), changed.join('\n'), 'text'))).toEqual([
    '  …',
    '  line 248',
    '  line 249',
    '- line 250',
    '+ another',
    '  line 251',
    '  line 252',
    '  …',
  ]);
  const huge = Array.from({ length: 5_000 }, (_, index) => `line ${index}`).join('\n');
  expect(describeDifference(huge, `${huge}!`, 'text')).toHaveLength(2);
  expect(firstDifferentLine(lines.join('\n'), changed.join('\n'))).toBe(251);
});

test('whatever differs, something is shown, and never an endless amount', () => {
  assert(
    property(string(), string(), constantFrom(...FORMATS), (expected, rendered, format) => {
      pre(expected !== rendered);
      const lines = describeDifference(expected, rendered, format);
      expect(lines.some(({ kind }) => kind === 'expected' || kind === 'rendered')).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(60);
    }),
  );
});
