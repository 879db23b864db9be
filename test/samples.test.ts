import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, parsePayload } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../packages/server/src/catalog/catalog.ts';
import { loadBuiltInSamples } from '../packages/server/src/samples/built-in-samples.ts';
import { loadSampleTemplates } from '../packages/server/src/samples/sample-templates.ts';

const samplesFolder = fileURLToPath(new URL('../samples', import.meta.url));
const update = process.env['UPDATE_CASES'] === '1';
const catalog = await loadCatalog(path.join(samplesFolder, 'catalog'));
const templates = await loadSampleTemplates(samplesFolder);

describe.each(templates)('the template $key', ({ key, template, cases }) => {
  const program = compile(template);

  test('is designed for a known event type and compiles without a warning', () => {
    expect(catalog.resolve(template.eventType!)?.name).toBe(template.eventType);
    expect(program.diagnostics).toEqual([]);
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(cases)('$name', async ({ name, payload, expected }) => {
    const { body, diagnostics } = await program.render(parsePayload(payload).payload);
    if (update) await writeFile(path.join(samplesFolder, 'templates', key, 'cases', name, 'expected.txt'), body);
    expect(body).toBe(update ? body : expected);
    expect(diagnostics).toEqual([]);
  });
});

test('every built-in sample belongs to an event type', async () => {
  const samples = await loadBuiltInSamples(path.join(samplesFolder, 'payloads'), catalog);
  expect(samples.map(({ id, eventType }) => [id, eventType])).toEqual([
    ['smp_builtin_order_offer_updated', 'order_offer.updated'],
    ['smp_builtin_order_updated', 'order.updated'],
    ['smp_builtin_shipment_shipped', 'shipment.shipped'],
    ['smp_builtin_transaction_completed', 'transaction.completed'],
  ]);
});
