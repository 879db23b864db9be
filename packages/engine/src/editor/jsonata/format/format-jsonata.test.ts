import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingSuite, suiteCases } from '../../../../../../test/support/jsonata-suite.ts';
import { parseTree } from '../../../languages/jsonata/tree/parser.ts';
import { formatJsonata } from './format-jsonata.ts';

const EXPRESSIONS = [
  'order.items[qty > 1 and sku != "A"]^(>price, <sku).{ "sku": sku, "price": $money(price) }',
  '( $x := 1; $y := function($a, $b)<nn:n>{ $a + $b }; $y($x, 2) ~> $string() )',
  'items{ sku: $sum(qty) }@$i#$n.($i ?? "-") & -n.%.name',
  'a ? b : c ? [1..3] : $.**.x ~> |$|{ "a": 1 }, ["b"]|',
  '$replace(name, /a\\/b[/]c/i, "x") in ["a", `b c`, true, null][]',
];

test.each([
  ['a', 'a'],
  ['  a  ', 'a'],
  ['a\n\n', 'a\n'],
  ['{"a":1,"b":[1,2]}', '{ "a": 1, "b": [1, 2] }'],
  ['{\n"a":1,"b":2}', '{\n  "a": 1,\n  "b": 2\n}'],
  ['a . b [ 0 ] [ ]', 'a.b[0][]'],
  ['[items.{\n"a":1}]', '[items.{\n  "a": 1\n}]'],
  ['$map(items,function($v){\n$v.a})', '$map(items, function($v) {\n  $v.a\n})'],
  ['($x:=1;\n\n$x)', '(\n  $x := 1;\n\n  $x\n)'],
  ['"a" &\n"b" & "c" &\n"d"', '"a" &\n"b" & "c" &\n"d"'],
  ['a ~> $b()\n~> $c()', 'a ~> $b()\n~> $c()'],
  ['a?b:c', 'a ? b : c'],
  [
    '{ "a": 1, /* one */\n"b": 2 /* two */, "c": 3\n/* last */ }',
    '{\n  "a": 1, /* one */\n  "b": 2 /* two */,\n  "c": 3\n  /* last */\n}',
  ],
  ['/* about */\n\na', '/* about */\n\na'],
  ['/* about */ a', '/* about */ a'],
  ['a /* end */', 'a /* end */'],
  ['( /* nothing */ )', '( /* nothing */ )'],
])('%j', (source, formatted) => {
  expect(formatJsonata(source)).toEqual({ source: formatted });
});

test('what is too long for a line', () => {
  const long = `{ "name": first_name & " " & last_name, "state": $exists(cancelled) ? "cancelled" : $exists(shipped) ? "shipped" : "open" }`;
  expect(`\n${formatJsonata(long).source}\n`).toBe(`
{
  "name": first_name & " " & last_name,
  "state": $exists(cancelled) ? "cancelled" : $exists(shipped) ? "shipped" : "open"
}
`);
});

test.each([
  ['{ "a": 1, }', 'Syntax error at line 1, column 11: '],
  ['{\n  "a": 1,\n  "b": (2 +\n}', 'Syntax error at line 4, column 1: '],
])('%j does not parse, and stays as it is', (source, reason) => {
  expect(formatJsonata(source)).toEqual({ source, reason: expect.stringContaining(reason) });
});

const gap = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\n\n',
  '  \n\t',
  '/* c */',
  ' /* c */\n',
  '\n/* c */\n\n',
  '\n/* c\n c */ /* d */',
  '/**/',
);

test('comments and line breaks may stand anywhere', () => {
  const tokens = EXPRESSIONS.map((source) => parseTree(source).tokens.map(({ text }) => text));
  const gaps = fc.array(gap, { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(fc.constantFrom(...tokens), gaps, (texts, between) => {
      const source = texts.map((text, index) => `${text}${between[index % between.length]}`).join('');
      const { source: once, reason } = formatJsonata(source);
      expect(reason).toBeUndefined();
      expect(countComments(once)).toBe(countComments(source));
      expect(formatJsonata(once)).toEqual({ source: once });
    }),
    { numRuns: 1000 },
  );
});

function countComments(source: string): number {
  return parseTree(source).tokens.filter(({ kind }) => kind === 'comment').length;
}

describe('the JSONata suite', () => {
  const expressions = [...new Set(suiteCases.map(({ expr }) => expr))].filter(
    (expr) => parseTree(expr).faults.length === 0,
  );

  test('has cases to run', ({ skip }) => {
    skip(missingSuite !== null, missingSuite ?? '');
    expect(expressions.length).toBeGreaterThan(1400);
  });

  test('is formatted, with all its comments', () => {
    expect(expressions.filter((expr) => formatJsonata(expr).reason !== undefined)).toEqual([]);
    const changed = expressions.filter((expr) => countComments(formatJsonata(expr).source) !== countComments(expr));
    expect(changed).toEqual([]);
  });

  test('stays as it is when it is formatted again', () => {
    const unstable = expressions.filter((expr) => {
      const once = formatJsonata(expr).source;
      return formatJsonata(once).source !== once;
    });
    expect(unstable).toEqual([]);
  });
});
