import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, FORMATS, LANGUAGES, parsePayload, TemplateError } from '@postmap/engine';
import type { Diagnostic, Template } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../packages/server/src/catalog/catalog.ts';
import { loadBuiltInSamples } from '../packages/server/src/samples/built-in-samples.ts';
import { loadSampleTemplates } from '../packages/server/src/samples/sample-templates.ts';
import type { SampleTemplate } from '../packages/server/src/samples/sample-templates.ts';
import { linkTemplateFile } from '../packages/server/src/template-files/link-template-file.ts';
import { describeDiagnostics } from '../packages/server/src/template-files/describe-diagnostics.ts';

const samplesFolder = fileURLToPath(new URL('../samples', import.meta.url));
const catalog = await loadCatalog(path.join(samplesFolder, 'catalog'));
const templates = await loadSampleTemplates(samplesFolder);

/** Straight through the engine, while `postmap test samples` runs them in render processes. */
async function render(template: Template, { payload: text, context }: SampleTemplate['cases'][0]) {
  const program = compile(template);
  const read = parsePayload(text);
  const report = (found: Diagnostic[]): string =>
    describeDiagnostics([...read.diagnostics, ...program.diagnostics, ...found]);
  try {
    const { body, query, diagnostics } = await program.render(read.payload, context);
    return { output: query ?? body, diagnostics: report(diagnostics) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { output: undefined, diagnostics: report(error.diagnostics) };
  }
}

describe.each(templates)('the template $key', async ({ key, template: own, cases }) => {
  const template = await linkTemplateFile(own, { place: path.join(samplesFolder, 'templates', key), among: [] });

  test('is designed for a known event type, says what it is for and compiles without a warning', () => {
    expect(catalog.resolve(own.eventType!)?.name).toBe(own.eventType);
    expect(own.description.length).toBeGreaterThan(20);
    expect(compile(template).diagnostics).toEqual([]);
    expect(cases.length).toBeGreaterThan(1);
  });

  test.each(cases)('$name', async (one) => {
    const rendered = await render(template, one);
    expect(rendered).toEqual({ output: one.expected, diagnostics: one.expectedDiagnostics });
  });
});

test('there are templates in both languages and every format, with one for the demo of each of the four payloads', () => {
  const list = (key: 'language' | 'format'): string[] => [...new Set(templates.map(({ template }) => template[key]))];
  expect(list('language').toSorted()).toEqual([...LANGUAGES].toSorted());
  expect(list('format').toSorted()).toEqual([...FORMATS].toSorted());
  const shown = templates.filter(({ demo }) => demo).map(({ template }) => template.eventType ?? '');
  expect(shown.toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
    'order.updated',
    'order_offer.updated',
    'shipment.shipped',
    'transaction.completed',
  ]);
});

test('every payload is a sample of the event type that it resolves to', async () => {
  const samples = await loadBuiltInSamples(path.join(samplesFolder, 'payloads'), catalog);
  expect(samples.length).toBeGreaterThan(4);
  for (const { eventType, body } of samples) {
    expect(catalog.resolve(eventType)?.name).toBe(eventType);
    expect(parsePayload(body).diagnostics).toEqual([]);
  }
  expect(samples.map(({ id, eventType }) => [id, eventType])).toEqual(
    expect.arrayContaining([
      ['smp_builtin_order_offer_updated', 'order_offer.updated'],
      ['smp_builtin_order_updated', 'order.updated'],
      ['smp_builtin_shipment_shipped', 'shipment.shipped'],
      ['smp_builtin_transaction_completed', 'transaction.completed'],
    ]),
  );
});
