import * as fc from 'fast-check';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingSuite, suiteCases } from '../../../../test/support/jsonata-suite.ts';
import { analyse, compile } from '../engine.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { parseTree } from '../languages/jsonata/tree/parser.ts';
import { inferShape } from '../shapes/infer-shape.ts';
import { applyEdits } from '../diagnostics/text-edit.ts';
import { complete } from './complete.ts';
import { describeHover } from './describe-hover.ts';
import type { EditorRequest, EditorTemplate } from './editor-request.ts';
import { findSignature } from './find-signature.ts';
import { formatTemplate } from './format-template.ts';
import { listQuickFixes } from './list-quick-fixes.ts';
import { readSemanticTokens } from './read-semantic-tokens.ts';
import { findOccurrences, renameSymbol } from './rename-symbol.ts';
import { writeInsertion } from './write-insertion.ts';

const samples = join(import.meta.dirname, '../../../../samples');
const sample: unknown = JSON.parse(readFileSync(join(samples, 'payloads/order_completed.json'), 'utf8'));

function readTemplates(): EditorTemplate[] {
  return readdirSync(join(samples, 'templates')).map((name) => {
    const file = join(samples, 'templates', name, 'template.jsonata');
    if (existsSync(file)) return { language: 'jsonata', source: readFileSync(file, 'utf8'), format: 'json' };
    const source = readFileSync(join(samples, 'templates', name, 'template.hbs'), 'utf8');
    return { language: 'handlebars', source, format: 'text' };
  });
}

/** What is wrong with the answers of the services: they hold to this whatever the text is. */
function findProblems(request: EditorRequest): string[] {
  const { template, offset } = request;
  const { source } = template;
  const { items } = complete(request);
  const hover = describeHover(request);
  const help = findSignature(request);
  const found = findOccurrences(template, offset);
  const renamed = renameSymbol(template, offset, 'renamed');
  const tokens = readSemanticTokens(template);
  const holdsCaret = ({ start, end }: Span): boolean => start <= offset && offset <= end && end <= source.length;
  const starts = found?.occurrences.map(({ start }) => start) ?? [];
  const checks = {
    completion: items.every(({ span }) => holdsCaret(span)),
    hover: hover === undefined || holdsCaret(hover.span),
    signature: help === undefined || help.activeParameter <= help.parameters.length,
    definitions: found === undefined || found.definitions.every(({ start }) => starts.includes(start)),
    rename: 'edits' in renamed ? renamed.edits.length === starts.length : renamed.refusal !== '',
    insertion: writeInsertion(request, [{ key: 'order', isList: false }]) !== '',
    tokens: tokens.every(({ start, end }, index) => (tokens[index - 1]?.end ?? 0) <= start && start < end),
    tokensEnd: (tokens.at(-1)?.end ?? 0) <= source.length,
  };
  return Object.entries(checks).flatMap(([name, holds]) => (holds ? [] : [`${name} at ${offset} of ${source}`]));
}

test('every service answers at every place of a sample template that ends there', () => {
  const problems: string[] = [];
  for (const template of readTemplates()) {
    for (let offset = 0; offset <= template.source.length; offset += 29) {
      problems.push(
        ...findProblems({ template: { ...template, source: template.source.slice(0, offset) }, offset, sample }),
      );
    }
  }
  expect(problems).toEqual([]);
});

const jsonataPiece = fc.constantFrom(
  'order',
  '.',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '"a',
  '"',
  ':',
  ',',
  ';',
  '$x',
  ':=',
  '$',
  '$$',
  '%',
  '@$i',
  '#$n',
  '^(',
  '~>',
  '?',
  '&',
  ' ',
  'function($v)',
  '$map(',
  '1',
  '/',
  '/*',
  '*/',
  '`',
  '|',
  'in',
  '-',
  '<n>',
  '..',
);
const handlebarsPiece = fc.constantFrom(
  '{{',
  '}}',
  '{{#each ',
  '{{/each}}',
  '{{else',
  'order',
  '.',
  '/',
  '../',
  '[',
  ']',
  '(',
  ')',
  '"',
  "'",
  '=',
  ' as |a b|',
  '|',
  '@',
  '#',
  '>',
  '!',
  '--',
  '~',
  '\\',
  ' ',
  '{{{',
  '}}}',
  'this',
  'date ',
  '&',
  '^',
  '{{{{',
);

test.each([
  ['jsonata', jsonataPiece],
  ['handlebars', handlebarsPiece],
] as const)('every service answers in any %s text', (language, piece) => {
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, fc.nat(100), (source, place) => {
      const offset = Math.min(place, source.length);
      expect(findProblems({ template: { language, source, format: 'text' }, offset, sample })).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test.each(readTemplates().filter(({ language }) => language === 'jsonata'))(
  'formatting a sample template comes to an end: $source',
  (template) => {
    const { source, reason } = formatTemplate(template);
    expect(reason).toBeUndefined();
    expect(formatTemplate({ ...template, source })).toEqual({ source });
  },
);

test('Handlebars is left as it is', () => {
  const source = '{{#if a}}  {{b}}\n\n{{/if}}';
  expect(formatTemplate({ language: 'handlebars', source, format: 'text' })).toMatchObject({ source });
});

test('quick fixes are those of the findings at a place', () => {
  const shape = inferShape([{ customer: { name: 'Cody' } }]);
  const template = { language: 'jsonata', source: '{ "a": custmer.name, "b": custmer.name }', format: 'json' } as const;
  const fixes = listQuickFixes(analyse(template, shape), { start: 9, end: 9 });
  expect(fixes).toMatchObject([{ title: 'Change to customer', code: 'unknown-path', span: { start: 7, end: 14 } }]);
  expect(applyEdits(template.source, fixes[0]?.edits ?? [])).toBe('{ "a": customer.name, "b": custmer.name }');
});

describe('the JSONata suite', () => {
  test('has cases to run', ({ skip }) => {
    skip(missingSuite !== null, missingSuite ?? '');
    expect(suiteCases.length).toBeGreaterThan(1600);
  });

  test('means the same when variables are renamed', async () => {
    const cases = suiteCases.filter(({ expr, result }) => result !== undefined && parseTree(expr).faults.length === 0);
    let renamed = 0;
    for (const { expr, data } of cases) {
      const source = renameAll(expr);
      if (source === expr) continue;
      renamed++;
      expect([source, await evaluate(source, data)]).toEqual([source, await evaluate(expr, data)]);
    }
    expect(renamed).toBeGreaterThan(missingSuite === null ? 100 : -1);
  });
});

/** Every variable that may be renamed, one after the other. */
function renameAll(expr: string): string {
  let source = expr;
  for (let index = 0; index < source.length; index++) {
    if (source.charAt(index) !== '$') continue;
    const result = renameSymbol({ language: 'jsonata', source, format: 'json' }, index, `renamed_${index}`);
    if ('edits' in result && !source.startsWith('$renamed_', index)) source = applyEdits(source, result.edits);
  }
  return source;
}

async function evaluate(source: string, data: unknown): Promise<unknown> {
  try {
    return await compile({ language: 'jsonata', source, format: 'json' }).evaluate(data);
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}
