import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../diagnostics/text-edit.ts';
import { hoverHandlebars } from './hover-handlebars.ts';
import { findHandlebarsOccurrences, renameHandlebars } from './rename-handlebars.ts';
import { findHandlebarsSignature } from './signature-handlebars.ts';
import { readHandlebarsTokens } from './tokens-handlebars.ts';

const sample = {
  order: {
    id: '7',
    'ship to': { city: 'Ulm' },
    items: [
      { sku: 'A', qty: 1 },
      { sku: 'B', qty: 2 },
    ],
  },
};
const context = { customer: { id: 'c1' } };

/** The caret is the `¦` in the text. */
function locate(marked: string) {
  const offset = marked.indexOf('¦');
  const source = marked.slice(0, offset) + marked.slice(offset + 1);
  return { template: { language: 'handlebars', source, format: 'text' } as const, offset, sample, context };
}

describe('hover', () => {
  test.each([
    ['{{order.i¦d}}', 'id', 'order.id', ['"7"']],
    ['{{or¦der.id}}', 'order', 'order', ['3 fields']],
    ['{{order.[ship¦ to].city}}', '[ship to]', 'order.ship to', ['1 field']],
    ['{{#each order.items}}{{sk¦u}}{{/each}}', 'sku', 'order.items[].sku', ['"A"', '"B"']],
    ['{{#each order.items}}{{../order.i¦d}}{{/each}}', 'id', 'order.id', ['"7"']],
    ['{{#each order.items}}{{@root.order.i¦d}}{{/each}}', 'id', 'order.id', ['"7"']],
    ['{{order.items.[1].sk¦u}}', 'sku', 'order.items[].sku', ['"B"']],
    ['{{#each order.items as |it|}}{{it.sk¦u}}{{/each}}', 'sku', 'order.items[].sku', ['"A"', '"B"']],
    ['{{date order.i¦d}}', 'id', 'order.id', ['"7"']],
    ['{{#if order.i¦d}}', 'id', 'order.id', ['"7"']],
    ['{{@customer.i¦d}}', 'id', '@customer.id', ['"c1"']],
  ] as const)('%s', (marked, word, path, values) => {
    const request = locate(marked);
    const found = hoverHandlebars(request);
    expect(found).toMatchObject({ path, signature: path, values });
    expect(found && request.template.source.slice(found.span.start, found.span.end)).toBe(word);
  });

  test.each([
    ['{{mon¦ey total}}', '{{money value [currency]}}', 'ISO 4217'],
    ['{{default (¦date at) "-"}}', '{{date value [picture] [zone]}}', 'A date and time'],
    ['{{#ea¦ch list}}{{/each}}', '{{#each list as |item index|}}…{{else}}…{{/each}}', 'for each item'],
    ['{{#each list}}{{/ea¦ch}}', '{{#each list as |item index|}}…{{else}}…{{/each}}', 'for each item'],
    ['{{date at zo¦ne="UTC"}}', 'zone=', 'A time zone'],
    ['{{@ind¦ex}}', '@index', 'from 0'],
    ['{{@cust¦omer}}', '@customer', 'The customer'],
    ['{{#each order.items as |i¦t|}}{{/each}}', 'it', 'A parameter of the block.'],
    ['{{#each order.items as |it|}}{{i¦t.sku}}{{/each}}', 'it', 'A parameter of the block.'],
    ['{{> li¦nes}}', '{{> lines}}', 'Inserts the template'],
  ])('%s', (marked, signature, text) => {
    const found = hoverHandlebars(locate(marked));
    expect(found?.signature).toBe(signature);
    expect(found?.text).toContain(text);
  });

  test.each(['the da¦te', '{{order.da¦te}}', '{{! da¦te }}', '{{"da¦te"}}', '{{no¦where}}'])(
    'nothing for %s',
    (marked) => {
      expect(hoverHandlebars(locate(marked))).toBeUndefined();
    },
  );
});

describe('signature', () => {
  test.each([
    ['{{date ¦', 0],
    ['{{date at¦', 0],
    ['{{date at ¦}}', 1],
    ['{{date at "[Y]" ¦}}', 2],
    ['{{date at "[¦', 1],
    ['{{date at zone=¦', 2],
    ['{{date at zone="U¦', 2],
    ['{{default (date at ¦', 1],
    ['{{money (default a b) ¦', 1],
    ['{{table key a="1" ¦', 1],
    ['{{table key a=¦', 1],
    ['{{table key a="1" otherwise=¦', 2],
    ['{{#each ¦', 0],
    ['{{else if ¦', 0],
  ])('%s', (marked, activeParameter) => {
    expect(findHandlebarsSignature(locate(marked))?.activeParameter).toBe(activeParameter);
  });

  test.each(['{{¦', '{{date¦', '{{date at}}¦', '{{order.id ¦', 'text ¦'])('nothing at %s', (marked) => {
    expect(findHandlebarsSignature(locate(marked))).toBeUndefined();
  });
});

describe('rename', () => {
  test.each([
    [
      '{{#each a as |x¦ i|}}{{x.b}} {{i}} {{date x.c}}{{/each}}{{x}}',
      '{{#each a as |new i|}}{{new.b}} {{i}} {{date new.c}}{{/each}}{{x}}',
    ],
    [
      '{{#each a as |x|}}{{#each x¦.b as |y|}}{{x.c}}{{y}}{{/each}}{{/each}}',
      '{{#each a as |new|}}{{#each new.b as |y|}}{{new.c}}{{y}}{{/each}}{{/each}}',
    ],
    [
      '{{#each a as |x|}}{{#each x as |x¦|}}{{x}}{{/each}}{{x}}{{/each}}',
      '{{#each a as |x|}}{{#each x as |new|}}{{new}}{{/each}}{{x}}{{/each}}',
    ],
    [
      '{{#each a as |x¦|}}{{this.x}}{{../x}}{{x}}{{else}}{{x}}{{/each}}',
      '{{#each a as |new|}}{{this.x}}{{../x}}{{new}}{{else}}{{x}}{{/each}}',
    ],
    [
      '{{#with a as |x¦|}}{{#if x}}{{else if x.b}}{{x.c}}{{/if}}{{/with}}',
      '{{#with a as |new|}}{{#if new}}{{else if new.b}}{{new.c}}{{/if}}{{/with}}',
    ],
  ])('%s', (marked, expected) => {
    const { template, offset } = locate(marked);
    const result = renameHandlebars(template.source, offset, 'new');
    expect('edits' in result ? applyEdits(template.source, result.edits) : result.refusal).toBe(expected);
  });

  test.each([
    ['{{#each a as |x¦ i|}}{{x}}{{i}}{{/each}}', 'i', 'there is a i already'],
    ['{{#each a as |x¦|}}{{x}}{{sku}}{{/each}}', 'sku', 'there is a sku already'],
    ['{{#each a as |y|}}{{#each y as |x¦|}}{{x}}{{y}}{{/each}}{{/each}}', 'y', 'there is a y already'],
    ['{{#each a as |x¦|}}{{x}}{{/each}}', 'date', 'would hide the helper'],
    ['{{#each a as |x¦|}}{{x}}{{/each}}', 'a b', 'a b is no name'],
    ['{{#each a as |x¦|}}{{x}}{{/each}}', 'this', 'this is no name'],
    ['{{or¦der.id}}', 'new', 'only parameters of blocks'],
  ])('%s to %s is refused', (marked, name, refusal) => {
    const { template, offset } = locate(marked);
    expect(renameHandlebars(template.source, offset, name)).toEqual({ refusal: expect.stringContaining(refusal) });
  });

  test('definition', () => {
    const { template, offset } = locate('{{#each a as |x|}}{{x¦.b}}{{/each}}');
    expect(findHandlebarsOccurrences(template.source, offset)).toEqual({
      name: 'x',
      definitions: [{ start: 14, end: 15 }],
      occurrences: [
        { start: 14, end: 15 },
        { start: 20, end: 21 },
      ],
    });
  });
});

test.each([
  ['{{order.id}}', ['order.id path']],
  ['{{! note }}x', ['{{! note }} comment']],
  [
    '{{#each a as |x|}}',
    ['each loop builtIn', 'a path', 'as loop', '| delimiter', 'x parameter definition', '| delimiter'],
  ],
  [
    '{{#each a as |x|}}{{x.b}}',
    [
      'each loop builtIn',
      'a path',
      'as loop',
      '| delimiter',
      'x parameter definition',
      '| delimiter',
      'x parameter',
      '.b path',
    ],
  ],
  [
    '{{#if a}}{{else if b}}{{else}}{{/if}}',
    [
      'if condition builtIn',
      'a path',
      'else condition',
      'if condition builtIn',
      'b path',
      'else condition',
      'if condition builtIn',
    ],
  ],
  ['{{date a zone="UTC"}}', ['date function builtIn', 'a path', 'zone key', '= delimiter', '"UTC" string']],
  ['{{@index}}{{@nobody}}', ['@index variable builtIn', '@nobody variable unknown']],
  ['{{nobody a 1 true}}', ['nobody function unknown', 'a path', '1 number', 'true constant']],
  [
    '{{default (money a) "-"}}',
    ['default function builtIn', '( delimiter', 'money function builtIn', 'a path', ') delimiter', '"-" string'],
  ],
  ['{{> lines}}', ['lines function']],
  ['{{order.', ['order. path']],
])('tokens of %s', (source, tokens) => {
  const found = readHandlebarsTokens(source);
  expect(
    found.map(({ start, end, type, modifiers }) => [source.slice(start, end), type, ...modifiers].join(' ')),
  ).toEqual(tokens);
});
