import { array, assert, asyncProperty, constantFrom, integer, letrec, oneof, tuple } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import { TemplateError } from '../../../diagnostics/template-error.ts';
import { compile } from '../../../engine.ts';
import type { Template } from '../../../engine.ts';
import { listPartials } from './list-partials.ts';

const PAYLOAD = { a: 'A', b: '<&"', o: { a: 'OA', l: [{ a: 'x' }, { a: 'y\nz' }] }, l: [{ a: '1' }, { b: '2' }] };
const COUNT = 5;

/** Text that calls the templates that `callee` names, in every way that there is. */
function sourceThatCalls(callee: Arbitrary<string>): Arbitrary<string> {
  return letrec<{ text: string }>((tie) => ({
    text: oneof(
      { depthSize: 'small', withCrossShrink: true },
      // A number stands beside text here: unescaped, the package adds up two numbers in a row (`{{@index}}{{@index}}` is 2, not 11).
      constantFrom('t', '\n', '  ', '{{a}}', '{{b}}', '{{../a}}', '{{@root.a}}', 'i{{@index}}', '{{#if x}}x{{/if}}'),
      constantFrom('{{#> @partial-block}}none{{/@partial-block}}'),
      callee.map((name) => `{{> ${name}}}`),
      tuple(callee, constantFrom('o', 'this', '..', 'o.l.[0]', 'missing')).map(
        ([name, context]) => `\n  {{> "${name}" ${context}}}\n`,
      ),
      callee.map((name) => `{{> [${name}] o x=b a="hash"}}`),
      tuple(callee, tie('text')).map(([name, block]) => `{{#> ${name}}}${block}{{/${name}}}`),
      tie('text').map((inner) => `{{#each l}}${inner}{{/each}}`),
      tie('text').map((inner) => `{{#with o}}${inner}{{/with}}`),
      tuple(tie('text'), tie('text')).map(([one, other]) => one + other),
    ),
  })).text;
}

/** Templates t0 to t4, each of which calls only those after it. */
const family = tuple(
  ...Array.from({ length: COUNT }, (_, index) =>
    index === COUNT - 1
      ? constantFrom('leaf', '{{a}}', '{{x}}\n')
      : sourceThatCalls(integer({ min: index + 1, max: COUNT - 1 }).map((at) => `t${at}`)),
  ),
);

const callable = (sources: readonly string[]) =>
  Object.fromEntries(
    sources.map((source, index) => [`t${index}`, { language: 'handlebars', format: 'text', source }] as const),
  );

test('what is rendered is what the package renders', async () => {
  await assert(
    asyncProperty(family, async (sources) => {
      const own = Handlebars.create();
      for (const [index, source] of sources.entries())
        own.registerPartial(`t${index}`, own.compile(source, { noEscape: true, preventIndent: true }));
      const expected = own.compile(sources[0], { noEscape: true, preventIndent: true })(PAYLOAD);
      const template = { language: 'handlebars', source: sources[0], format: 'text', name: 't0' } as const;
      const rendered = await compile({ ...template, partials: callable(sources) }).render(PAYLOAD);
      expect(rendered.body).toBe(expected);
    }),
    { numRuns: 300 },
  );
});

/** What a template fails with, undefined where it renders. */
async function renderOrFail(template: Template): Promise<unknown> {
  try {
    await compile(template).render(PAYLOAD);
    return undefined;
  } catch (error) {
    return error;
  }
}

test('whatever calls whatever, it renders or is refused with a place in the template', async () => {
  const name = constantFrom(
    't0',
    't1',
    't2',
    't3',
    '(lookup . "a")',
    'constructor',
    '__proto__',
    '@partial-block',
    '../t1',
  );
  await assert(
    asyncProperty(array(sourceThatCalls(name), { minLength: 4, maxLength: 4 }), async (sources) => {
      const source = sources[0];
      const template = { language: 'handlebars', source, format: 'text', partials: callable(sources) } as const;
      const failure = await renderOrFail(template);
      expect(failure === undefined || failure instanceof TemplateError).toBe(true);
      const found = failure instanceof TemplateError && failure.phase === 'compile' ? failure.diagnostics : [];
      const outside = found.filter(
        ({ span }) => span === undefined || span.start >= span.end || span.end > source.length,
      );
      expect(outside).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each([
  [
    '{{> a}}{{> "b c"}}{{#> [d e]}}{{> a}}{{> f/g.h}}{{/[d e]}}{{~> i}}{{> 12}}',
    ['a', 'b c', 'd e', 'f/g.h', 'i', '12'],
  ],
  ['{{#if x}}{{else}}{{> a x=(lookup . "b")}}{{/if}}{{> @partial-block}}{{> (lookup . "c")}}', ['a']],
  ['{{! {{> a}} }}\\{{> b}}{{!-- {{> c}} --}}{{{{raw}}}}{{> d}}{{{{/raw}}}}', []],
  ['{{> a}}{{#if', []],
  ['', []],
])('the names in %s', (source, names) => {
  expect(listPartials(source)).toEqual(names);
});
