import { compile, readLineage, TemplateError, trace } from '@postmap/engine';
import type { Template } from '@postmap/engine';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { listUnforeseen } from '../support/unforeseen-reads.ts';

const PARTS = ['a', 'b', 'items', 'date', 'length', '[0]', 'this'];

const path = fc
  .tuple(
    fc.constantFrom('', '../', '../../', './', '@root.', 'this.', '@customer.', '@', '@../'),
    fc.array(fc.constantFrom(...PARTS.slice(0, 6), 'index', 'key', 'first', 'item', 'position', 'name'), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([start, parts]) => `${start}${parts.join('.')}`);
const argument: fc.Arbitrary<string> = fc.oneof(
  { maxDepth: 2 },
  { weight: 4, arbitrary: path },
  { weight: 1, arbitrary: fc.constantFrom('this', '..', '"a"', '"b"', '0', '1', 'true', 'null', 'undefined', '""') },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([one, other]) => `(lookup ${one} ${other})`) },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([one, other]) => `(default ${one} ${other})`) },
  { weight: 1, arbitrary: path.map((one) => `(table ${one} x="y" otherwise=${one})`) },
);
const { body } = fc.letrec<{ body: string; tag: string }>((tie) => ({
  body: fc.array(tie('tag'), { maxLength: 4 }).map((tags) => tags.join('')),
  tag: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('text ', '\n', ' <&"> ', '{{! a comment }}', '\n  {{~! none ~}}\n', '{{else}}', '\\{{a}}'),
    path.map((one) => `{{${one}}}`),
    path.map((one) => `{{{${one}}}}`),
    argument.map((one) => `{{~default ${one} "none"~}}`),
    fc.tuple(argument, argument).map(([one, other]) => `{{lookup ${one} ${other}}}`),
    fc.tuple(fc.constantFrom('if', 'unless', 'with', 'each'), argument, tie('body'), tie('body')).map(writeBlock),
    fc.tuple(fc.constantFrom('', ' as |item position|', ' as |a|'), argument, tie('body')).map(writeEach),
    fc.tuple(path, tie('body')).map(([one, inner]) => `{{#${one}}}${inner}{{/${one}}}`),
    fc.tuple(path, tie('body')).map(([one, inner]) => `\n{{^${one}}}\n${inner}{{/${one}}}\n`),
  ),
}));

function writeBlock([helper, given, inner, other]: [string, string, string, string]): string {
  return `{{#${helper} ${given}}}\n${inner}\n{{else}}${other}{{/${helper}}}`;
}

function writeEach([names, given, inner]: [string, string, string]): string {
  return `{{#each ${given}${names}}}${inner}{{/each}}`;
}

const payload: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>('a', 'text', '<b>', '', 0, 1.5, true, false, null),
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'items', 'date', 'name'), tie('value'), {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  }),
})).object;

/** Compiled templates are the measure: a trace walks the tree itself. */
test('a trace puts out what a render does, and reads nothing that is not foreseen', { timeout: 120_000 }, async () => {
  let traced = 0;
  let reads = 0;
  const property = fc.asyncProperty(body, payload, async (source, given) => {
    const template: Template = { language: 'handlebars', source, format: 'html' };
    const context = { customer: { name: 'Shop', a: given } };
    const rendered = await settle(() => compile(template).evaluate(given, context));
    const outcome = await settle(() => trace(template, given, context));
    const { value } = outcome;
    if (value?.produces === 'value') throw new Error('a Handlebars template makes text');
    expect(value === undefined ? outcome : { value: value.text }).toEqual(rendered);
    if (value === undefined) return;
    const iterated = value.reads.filter(({ role }) => role === 'control').map(({ input }) => input);
    const unforeseen = listUnforeseen(readLineage(template), value, given, context, new Set(iterated));
    expect(unforeseen).toEqual([]);
    traced++;
    reads += value.reads.length;
  });
  await fc.assert(property, { numRuns: 1500, seed: 5 });
  expect(traced).toBeGreaterThan(500);
  expect(reads).toBeGreaterThan(1500);
});

async function settle<T>(run: () => Promise<T>): Promise<{ value?: T; error?: string[] }> {
  try {
    return { value: await run() };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { error: error.diagnostics.map(({ code }) => code) };
  }
}
