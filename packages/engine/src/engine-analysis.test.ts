import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, FORMATS, inferShape, readLineage } from './index.ts';

const shape = inferShape([
  { event: 'a', order: { id: '1', is_test: '0', total: 5, lines: [{ sku: 'x', price: '2' }], note: null } },
  { event: 'b', order: { id: '2', is_test: '1', total: 6, lines: [], extra: [[1]] } },
]);

const JSONATA = [
  '($o := order; $f := function($x)<n:n>{ $x > 1 ? $f($x - 1) : $o.id }; {"a": $f(3), "b": [$o.lines[price = 2].{"c": %.id}]})',
  'order.lines^(>price)#$i.{ "n": $i, "s": sku ?: "none", "t": $$.event & total } ~> |$|{"x": 1}, ["n"]|',
  '$map(order.lines, function($l, $i){ $l.*.(sku) })[] ?? order@$v.lines[%.id = $v.id]{ sku: $sum(price) }',
];
const HANDLEBARS = [
  '{{#each order.lines as |line i|}}{{line.sku}} {{../id}} {{@root.event}}{{else}}none{{/each}}',
  '{{#if order.is_test}}{{order.[note]}}{{else if order.total}}{{money order.total "USD"}}{{/if}}',
  '{{#with order}}{{#unless note}}{{default extra.[0] (lookup lines 0)}}{{/unless}}{{/with}}{{{this.event}}}',
];

describe.each([
  ['jsonata', JSONATA, '.[]{}(),;:?+-*/%=<>^@#$&~" \n'],
  ['handlebars', HANDLEBARS, '{}#/.[]@|()^=" \n&!~'],
] as const)('analysis of %s', (language, sources, characters) => {
  const fragment = fc.oneof(
    fc.constantFrom(
      ...Array.from(characters),
      'order',
      'lines',
      'sku',
      '$x',
      '{{#each order}}',
      '{{/each}}',
      'function($a){',
    ),
    fc.string({ maxLength: 3 }),
  );
  const edit = fc.record({ at: fc.nat(1_000_000), cut: fc.nat(6), insert: fragment });
  const edited = fc.tuple(fc.constantFrom(...sources), fc.array(edit, { maxLength: 5 })).map(([source, edits]) =>
    edits.reduce((text, { at, cut, insert }) => {
      const offset = at % (text.length + 1);
      return text.slice(0, offset) + insert + text.slice(offset + cut);
    }, source),
  );

  test(
    'never throws, points into the source and gives edits that can be made, whatever the source is',
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(edited, fc.constantFrom(...FORMATS), (source, format) => {
          for (const { span, fix } of analyse({ language, source, format }, shape)) {
            expect(span === undefined || (span.start >= 0 && span.end <= source.length + 1)).toBe(true);
            let last = 0;
            for (const { start, end } of fix?.edits ?? []) {
              expect([start >= last, end >= start, end <= source.length]).toEqual([true, true, true]);
              last = end;
            }
          }
        }),
        { numRuns: 3000 },
      );
    },
  );
});

describe('large and deep sources', () => {
  test.each([
    ['brackets', `${'('.repeat(280)}order.id${')'.repeat(280)}`],
    ['objects', `${'{"a": '.repeat(250)}order.id${'}'.repeat(250)}`],
    ['operators', `order.id${' & order.id'.repeat(900)}`],
    ['filters', `order${'[id]'.repeat(900)}`],
    ['steps', `order${'.id'.repeat(5000)}`],
    [
      'functions',
      `(${Array.from({ length: 60 }, (_, index) => `$f${index} := function($x){ $f${index + 1}($x) & $f${index + 1}($x) };`).join('')} $f0(order))`,
    ],
    ['recursion', '($f := function($x){ $f($x.a) & $f($x.b) & $f($f($x)) }; $f($$))'],
    ['brackets and operators', `${'(1+1+'.repeat(150)}order.id${')'.repeat(150)}`],
  ])('%s are analysed and traced without exhausting the stack or the time', (_, source) => {
    const start = performance.now();
    analyse({ language: 'jsonata', source, format: 'json' }, shape);
    expect(readLineage({ language: 'jsonata', source }).reads.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
