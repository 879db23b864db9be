import { assert, constantFrom, letrec, oneof, property, tuple } from 'fast-check';
import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import { findDeepBlock } from './find-deep-block.ts';

test.each([
  ['{{#if a}}{{#if b}}x{{/if}}{{/if}}', undefined],
  ['{{#if a}}{{#if b}}{{#if c}}x{{/if}}{{/if}}{{/if}}', { start: 18, end: 27 }],
  ['{{#if a}}{{/if}}{{#if a}}{{/if}}{{#if a}}{{/if}}', undefined],
  ['{{#if a}}1{{else if b}}2{{else if c}}3{{/if}}', { start: 24, end: 37 }],
  ['{{#if a}}1{{else}}2{{/if}}{{#if a}}1{{^}}2{{/if}}', undefined],
  ['{{#if a}}{{~#if b~}}{{^c}}x{{/c}}{{/if}}{{/if}}', { start: 20, end: 26 }],
  ['{{! {{#if}} }}{{!-- {{#if a}}{{#if b}}{{#if c}} --}}{{!-- x --~}}', undefined],
  ['\\{{#if a}}\\{{#if b}}\\{{#if c}}', undefined],
  ['\\\\{{#if a}}{{#if b}}{{#if c}}', { start: 20, end: 29 }],
  ['{{#if a}}{{#if b}}{{#if c', { start: 18, end: 25 }],
  ['{{/if}}{{/if}}{{#if a}}{{elsewhere}}{{else a}}', undefined],
])('%s', (source, expected) => {
  expect(findDeepBlock(source, 2)).toEqual(expected);
});

test.each(['{{#if a}}', '{{else if a}}', '{{!--', '{{!', '{{!----}}', '{{', '\\{{', '{{ ', '{{^'])(
  '64 KiB of %s take no longer than reading them',
  (tag) => {
    const startedAt = performance.now();
    findDeepBlock(`{{#a}}${tag.repeat(65_536 / tag.length)}`, 1_000_000);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  },
);

/** How deep the parser's own tree is. */
function depthOf(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  const own = 'type' in node && node.type === 'BlockStatement' ? 1 : 0;
  return own + Math.max(0, ...Object.values(node).map((part) => depthOf(part)));
}

test('it agrees with the parser on every template', () => {
  const { tree } = letrec<{ tree: string }>((tie) => ({
    tree: oneof(
      { depthSize: 'medium', withCrossShrink: true },
      constantFrom('text', '{{a}}', '{{{a}}}', '{{! {{#if x}} }}', '{{!-- {{#if x}} --}}', '\\{{#if x}} ', '{{~a~}}'),
      tie('tree').map((inner) => `{{#if a}}${inner}{{/if}}`),
      tie('tree').map((inner) => `{{~^a~}}${inner}{{/a}}`),
      tuple(tie('tree'), tie('tree')).map(([one, other]) => `${one}${other}`),
      tuple(tie('tree'), tie('tree')).map(([one, other]) => `{{#each a}}${one}{{else}}${other}{{/each}}`),
      tuple(tie('tree'), tie('tree')).map(([one, other]) => `{{#if a}}${one}{{else if b}}${other}{{/if}}`),
    ),
  }));
  assert(
    property(tree, (source) => {
      const depth = depthOf(Handlebars.parseWithoutProcessing(source));
      const found = [depth, Math.max(0, depth - 1)].map((most) => findDeepBlock(source, most) !== undefined);
      // Without a block there is none that is too deep.
      expect(found).toEqual([false, depth > 0]);
    }),
  );
});
