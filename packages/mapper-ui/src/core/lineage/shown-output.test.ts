import { compile } from '@postmap/engine';
import type { Format, Language } from '@postmap/engine';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writePretty } from '../mapper/write-pretty.ts';
import { resolvePointer } from './pointer.ts';
import { readShownOutput } from './shown-output.ts';
import type { ShownOutput } from './shown-output.ts';

interface Shown {
  text: string;
  sent: string;
  shown: ShownOutput;
  value: unknown;
}

async function show(
  language: Language,
  format: Format,
  source: string,
  as: 'pretty' | 'sent',
  payload: unknown = {},
): Promise<Shown> {
  const rendered = await compile({ language, format, source }).render(payload);
  const sent = rendered.query ?? rendered.body;
  const text = as === 'sent' ? sent : writePretty(format, rendered);
  const value = language === 'jsonata' ? rendered.value : undefined;
  return { text, sent, value: rendered.value, shown: readShownOutput({ language, format, as, text, sent, value }) };
}

/** What a click on the beginning of `on` means, and what is marked then. */
function click({ text, shown }: Shown, on: string): string {
  const offset = text.indexOf(on);
  if (offset === -1) throw new Error(`${on} is not in ${text}`);
  const hit = shown.at(offset);
  if (hit === undefined) return 'nothing';
  const { place, span } = hit;
  const name = place.kind === 'value' ? place.pointer : `${place.start}-${place.end}`;
  return `${name} ${span === undefined ? '' : text.slice(span.start, span.end)}`.trim();
}

const VALUE = '{ "no": "a/b", "lines": [{ "sku": "A-1", "qty": 2 }, { "sku": "B&2", "qty": 3 }], "note": null }';

describe('a click on what is shown', () => {
  test.each<[Language, Format, 'pretty' | 'sent', string, string, string]>([
    ['jsonata', 'json', 'pretty', VALUE, '"A-1"', '/lines/0/sku "A-1"'],
    ['jsonata', 'json', 'pretty', VALUE, '"qty": 3', '/lines/1/qty 3'],
    ['jsonata', 'json', 'pretty', VALUE, '"lines"', '/lines "lines"'],
    ['jsonata', 'json', 'sent', VALUE, '{"sku":"B', '/lines/1 {'],
    ['jsonata', 'json', 'sent', VALUE, 'null', '/note null'],
    ['jsonata', 'json', 'pretty', VALUE, '  "note"', '/note null'],
    ['jsonata', 'json', 'pretty', VALUE, '  }\n  ]', '/lines/1 {'],
    ['jsonata', 'json', 'pretty', '"x"', 'x', ' "x"'],
    ['jsonata', 'xml', 'pretty', `{ "order": ${VALUE} }`, 'B&amp;2', '/order/lines/1/sku B&amp;2'],
    ['jsonata', 'xml', 'sent', `{ "order": ${VALUE} }`, '3</qty', '/order/lines/1/qty 3'],
    ['jsonata', 'xml', 'pretty', VALUE, 'lines>', '/lines/0 lines'],
    ['jsonata', 'xml', 'pretty', '{ "r": { "@id": "7", "#text": "t" } }', '7', '/r/@id 7'],
    ['jsonata', 'xml', 'pretty', '{ "r": { "@id": "7", "#text": "t" } }', 't<', '/r/#text t'],
    ['jsonata', 'form', 'pretty', VALUE, 'B&2', '/lines/1/sku B&2'],
    ['jsonata', 'form', 'sent', VALUE, 'B%262', '/lines/1/sku B%262'],
    ['jsonata', 'query', 'pretty', VALUE, 'a/b', '/no a/b'],
    ['jsonata', 'csv', 'sent', '[{ "a": "=1", "b": "x,y" }, { "b": "z" }]', '"x,y"', '/0/b "x,y"'],
    ['jsonata', 'csv', 'sent', '[{ "a": "=1", "b": "x,y" }, { "b": "z" }]', "'=1", "/0/a '=1"],
    ['jsonata', 'csv', 'sent', '{ "a": 1 }', '1', '/a 1'],
    ['jsonata', 'text', 'pretty', '"Hello"', 'llo', ' Hello'],
    ['handlebars', 'json', 'pretty', '{"a":\n"{{x}}-{{x}}"}', '"1-1"', '/a "1-1"'],
    ['handlebars', 'text', 'pretty', 'Hello {{x}}', '1', '6-6'],
    ['handlebars', 'xml', 'pretty', '<r>\n\n<a>{{x}}</a></r>', '1', '8-8'],
    ['handlebars', 'form', 'pretty', 'a={{x}}&\n  b=x+{{x}}', 'x 1', '6-9 x 1'],
    ['handlebars', 'csv', 'sent', 'a,b\n{{x}},2\n', '2', '7-7'],
  ])('%s as %s, %s: %s: %s', async (language, format, as, source, on, expected) => {
    expect(click(await show(language, format, source, as, { x: 1 }), on)).toBe(expected.trim());
  });
});

describe('where a place is shown', () => {
  test.each<[Format, 'pretty' | 'sent', string, string]>([
    ['json', 'pretty', '{"a": "{{x}} and more", "b": 2 }', '"1 and more"'],
    ['json', 'sent', '{"a": "{{x}} and more", "b": 2 }', '"1 and more"'],
    ['xml', 'pretty', '<r><a>{{x}}</a></r>', '1'],
    ['form', 'pretty', 'a={{x}}', '1'],
    ['text', 'pretty', 'Hello {{x}}', '1'],
  ])('%s, %s: %s', async (format, as, source, expected) => {
    const { text, sent, shown } = await show('handlebars', format, source, as, { x: 1 });
    const start = sent.lastIndexOf('1');
    const span = shown.find({ kind: 'text', start, end: start + 1 });
    expect(span && text.slice(span.start, span.end)).toBe(expected);
  });

  test('what is not there is nowhere', async () => {
    const { shown } = await show('jsonata', 'json', VALUE, 'pretty');
    expect(shown.find({ kind: 'value', pointer: '/lines/2' })).toBeUndefined();
  });
});

/** Of each single value, what stands where it is found, and where a click there leads. */
function findSingles({
  text,
  shown,
  value,
}: Shown): { pointer: string; written: string | undefined; leadsTo: unknown }[] {
  return listPointers(value)
    .filter((pointer) => {
      const part = resolvePointer(value, pointer);
      return typeof part !== 'object' || part === null;
    })
    .map((pointer) => {
      const span = shown.find({ kind: 'value', pointer });
      const written = span && text.slice(span.start, span.end);
      return { pointer, written, leadsTo: span && shown.at(span.start)?.place };
    });
}

test('every single value of JSON is found where it stands, and leads back to itself', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, isPretty) => {
      const sent = JSON.stringify(value);
      const text = isPretty ? JSON.stringify(value, undefined, 2) : sent;
      const as = isPretty ? 'pretty' : 'sent';
      const shown = readShownOutput({ language: 'jsonata', format: 'json', as, text, sent, value });
      for (const { pointer, written, leadsTo } of findSingles({ text, sent, value, shown })) {
        expect(written).toBe(JSON.stringify(resolvePointer(value, pointer)));
        expect(leadsTo).toEqual({ kind: 'value', pointer });
      }
    }),
  );
});

test('every field of a form, a query, a table and an XML document is found where it stands', async () => {
  const name = fc.stringMatching(/^[a-z]{1,4}$/);
  const leaf = fc.oneof(fc.stringMatching(/^\w{1,6}$/), fc.integer(), fc.boolean());
  const row = fc.dictionary(name, leaf, { minKeys: 1 });
  const nested = fc.dictionary(name, fc.oneof(leaf, row, fc.array(row, { minLength: 1, maxLength: 3 })), {
    minKeys: 2,
  });
  const formats = fc.constantFrom<Format>('form', 'query', 'xml', 'csv');
  await fc.assert(
    fc.asyncProperty(
      formats,
      nested,
      fc.array(row, { minLength: 1 }),
      fc.boolean(),
      async (format, tree, rows, isPretty) => {
        const root = format === 'csv' ? rows : tree;
        const made = await show('jsonata', format, 'root', isPretty && format !== 'csv' ? 'pretty' : 'sent', { root });
        for (const { pointer, written } of findSingles(made))
          expect(written?.replace(/^'/, '')).toBe(
            JSON.stringify(resolvePointer(made.value, pointer)).replaceAll('"', ''),
          );
      },
    ),
    { numRuns: 60 },
  );
});

function listPointers(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [
    pointer,
    ...Object.entries(value).flatMap(([key, part]) =>
      listPointers(part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
}
