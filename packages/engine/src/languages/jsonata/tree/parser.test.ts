import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonataPackage } from '../jsonata-package.ts';
import { lowerTree } from './lower-tree.ts';
import { parseTree } from './parser.ts';
import type { SyntaxTree } from './parser.ts';
import { walkTree } from './syntax-node.ts';

const MISSING = 'JSONATA_SUITE is not set: it names the folder with the cases.json of the official suite';
const suite = process.env.JSONATA_SUITE;
const suiteExpressions = suite === undefined ? [] : readExpressions(suite);
const RANDOM_EDITS = Number(process.env.POSTMAP_RANDOM_EDITS ?? 20_000);

/** One of every construct, for edits where the suite is not at hand. */
const OWN_EXPRESSIONS = [
  '/* a */ order.lines[sku="x" and qty > 1]^(>price, name)#$i.{ "n": $i, `odd key`: price * -1 } /* b */',
  '($f := function($x, $y)<n-n:n>{ $x > 1 ? $f($x - 1, $y) : $y[] }; $f(3, ?)(4); [1..3].(% in $))',
  'a@$v.b[%.id = $v.id]{ c: $sum(d) } ~> |e.**|{"f": null, "g": true}, ["h"]|',
  "$match(a.*, /x\\/[/]y/i) ?: b ?? 'it\\'s \\u00e9'",
  'a@$.b@$c[$c.id = %.id].{ "d": %.% }',
  'and.or[in != 1][].[a, $$.b](1.5e-3 % 2 & "z") <= 10 or false',
];

describe('syntax tree of the suite', () => {
  test('is given expressions', ({ skip }) => {
    skip(suiteExpressions.length === 0, MISSING);
    expect(suiteExpressions.length).toBeGreaterThan(1600);
  });

  test('lowers to the tree of the package wherever the package parses, and is refused elsewhere', () => {
    for (const source of [...suiteExpressions, ...OWN_EXPRESSIONS]) {
      const expected = parseByPackage(source);
      const { ast, fault } = lowerTree(parseTree(source));
      expect({ source, isRefused: fault !== undefined, ast: plainTree(ast) }).toEqual({
        source,
        isRefused: expected === undefined,
        ast: plainTree(expected),
      });
    }
  });

  test('holds every character in a token, also where the source is broken', () => {
    for (const source of [...suiteExpressions, ...OWN_EXPRESSIONS]) {
      expect({ source, gap: findGap(parseTree(source)) }).toEqual({ source, gap: undefined });
    }
  });
});

describe('syntax tree of edited sources', () => {
  const corpus = [...OWN_EXPRESSIONS, ...suiteExpressions.filter(({ length }) => length < 400)];
  const fragments = [
    ...Array.from('.[]{}(),;:?+-*/%|=<>^@#$&!~`"\'\\ \n'),
    '**',
    '..',
    ':=',
    '!=',
    '~>',
    '?:',
    '??',
    ' and ',
    ' in ',
    '/*',
    '*/',
    'function($x){',
    '/a/i',
    '[]',
    '%.',
    '1e400',
  ];
  const edit = fc.record({
    at: fc.nat(1_000_000),
    cut: fc.nat(4),
    insert: fc.option(fc.constantFrom(...fragments), { nil: '' }),
  });
  const edited = fc
    .tuple(fc.constantFrom(...corpus), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([source, edits]) =>
      edits.reduce((text, { at, cut, insert }) => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + insert + text.slice(offset + cut);
      }, source),
    );

  test(
    `is whole, and refuses exactly what the package refuses, after ${RANDOM_EDITS} random edits`,
    { timeout: 600_000 },
    () => {
      fc.assert(
        fc.property(edited, (source) => {
          const tree = parseTree(source);
          expect(findGap(tree)).toBeUndefined();
          const { ast, fault } = lowerTree(tree);
          const expected = parseByPackage(source);
          expect(fault === undefined).toBe(expected !== undefined);
          expect(plainTree(ast)).toEqual(plainTree(expected));
        }),
        { numRuns: RANDOM_EDITS },
      );
    },
  );

  test('is whole for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (source) => {
        expect(findGap(parseTree(source))).toBeUndefined();
      }),
    );
  });
});

describe('deep sources', () => {
  test.each([
    ['brackets', '('.repeat(50_000)],
    ['closed brackets', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['operators', `1${'+1'.repeat(50_000)}`],
    ['both', '(1+1+1+'.repeat(300)],
    ['signs', '-'.repeat(50_000)],
    ['filters', `a${'[0]'.repeat(50_000)}`],
    ['comments', '/*'.repeat(50_000)],
  ])('%s are refused without exhausting the stack', (_, source) => {
    const tree = parseTree(source);
    expect(findGap(tree)).toBeUndefined();
    expect(lowerTree(tree).fault).toBeDefined();
  });

  test('a path may have any number of steps', () => {
    const tree = parseTree(`a${'.a'.repeat(20_000)}`);
    expect(tree.root.children).toHaveLength(20_001);
    expect(tree.faults).toEqual([]);
  });
});

describe('faults', () => {
  test.each([
    ['{"a": 1', [['S0203', '} is missing before the end', '']]],
    ['{"a": x y, "b": 2}', [['S0202', '} is missing before y', 'y']]],
    [
      '{"a": , "b": + 2}',
      [
        ['S0211', 'an expression is missing before ,', ','],
        ['S0211', 'an expression is missing before +', '+'],
      ],
    ],
    ['a & ', [['S0207', 'an expression is missing before the end', ' ']]],
    [
      'a ! b',
      [
        ['S0204', 'there is no operator !; write $not(…), or != to compare', '!'],
        ['S0201', 'b cannot stand here', 'b'],
      ],
    ],
    ['"open\n& a', [['S0101', 'this string is not closed', '"open']]],
    ['total := 1', [['S0212', 'only a variable, such as $total, can be given a value with :=', 'total']]],
    ['$f := function(x){ x }', [['S0208', 'a parameter must be a variable, such as $value', 'x']]],
    ['[1, 2) + 3', [['S0202', '] is missing before )', ')']]],
    ['/* a', [['S0106', 'this comment has no end: */ is missing', '/*']]],
    ['a /', [['S0207', 'an expression is missing before the end', '']]],
  ])('%s', (source, expected) => {
    const found = parseTree(source).faults.map(({ code, message, start, end }) => [
      code,
      message,
      source.slice(start, end),
    ]);
    expect(found).toEqual(expected);
  });
});

/** What keeps the tree from being whole: tokens tile the source; a node lies within its parent, after the nodes before it. */
function findGap({ source, root, tokens }: SyntaxTree): string | undefined {
  let offset = 0;
  for (const { start, end, text } of tokens) {
    if (start !== offset || source.slice(start, end) !== text) return `no token at ${offset}`;
    offset = end;
  }
  if (offset !== source.length) return `the tokens end at ${offset}`;
  for (const { start, end, token, children } of walkTree(root)) {
    if (token.start < 0 || token.end > source.length) return `the token at ${token.start} is outside`;
    let last = start;
    for (const child of children) {
      if (child.start < last || child.end > end) return `the node at ${child.start} leaves its place`;
      last = child.end;
    }
  }
  return undefined;
}

function parseByPackage(source: string): unknown {
  try {
    return jsonataPackage.parse(source).ast();
  } catch {
    return undefined;
  }
}

/** Every distinct expression of the official suite. */
function readExpressions(path: string): string[] {
  const cases: unknown = JSON.parse(readFileSync(join(path, 'cases.json'), 'utf8'));
  if (!Array.isArray(cases)) throw new Error('cases.json must hold an array');
  return [...new Set(cases.map((suiteCase: unknown) => String(Reflect.get(Object(suiteCase), 'expr'))))];
}

/** A tree as plain values that can be compared: without functions and prototypes, regular expressions as text. */
function plainTree(value: unknown, seen = new Map<object, unknown>()): unknown {
  if (typeof value === 'function') return undefined;
  if (value instanceof RegExp) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    seen.set(value, items);
    for (const item of value) items.push(plainTree(item, seen));
    return items;
  }
  const fields: Record<string, unknown> = {};
  seen.set(value, fields);
  for (const [name, field] of Object.entries(value)) {
    const plain = plainTree(field, seen);
    if (plain !== undefined) fields[name] = plain;
  }
  return fields;
}
