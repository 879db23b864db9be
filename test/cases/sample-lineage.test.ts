import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, parsePayload, readLineage, trace } from '@postmap/engine';
import type { Template } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { loadSampleTemplates } from '../../packages/server/src/samples/sample-templates.ts';
import { describeLineage } from '../support/describe-lineage.ts';
import { listUnforeseen } from '../support/unforeseen-reads.ts';

const samples = await loadSampleTemplates(join(import.meta.dirname, '../../samples'));
const partials = Object.fromEntries(samples.map(({ template }) => [template.name, template]));
const templates = samples.map((sample) => ({ ...sample, template: { ...sample.template, partials } }));

test('there are templates of both languages', () => {
  expect(new Set(templates.map(({ template }) => template.language)).size).toBe(2);
});

/**
 * For each sample template a file that says where every place of its output comes from, whatever the payload; and one for
 * the case named sample, or its first. UPDATE_CASES=1 writes them.
 */
describe.each(templates)('lineage of the sample template $key', ({ key, template, cases }) => {
  const { source } = template;
  const shown = cases.find(({ name }) => name === 'sample') ?? cases[0];

  test('static', () => {
    const actual = describeLineage(source, readLineage(template));
    expect(actual).toBe(readExpected(`${key}.txt`, actual));
  });

  test(`traced: ${shown?.name}`, async () => {
    const traced = await trace(template, parsePayload(shown!.payload).payload, shown!.context);
    expect(traced.truncated).toBe(false);
    const actual = `of the case ${shown?.name}\n\n${describeLineage(source, traced)}`;
    expect(actual).toBe(readExpected(`${key}.trace.txt`, actual));
  });

  test.each(cases)('a trace renders $name as a render does, and reads nothing that is not foreseen', async (one) => {
    const { payload } = parsePayload(one.payload);
    const rendered = await settle(() => compile(template).evaluate(payload, { ...one.context }));
    const traced = await settle(() => trace(template, payload, one.context));
    const { value } = traced;
    expect({ ...traced, ...(value && { value: value.produces === 'value' ? value.value : value.text }) }).toEqual(
      rendered,
    );
    expect(value === undefined ? [] : listUnforeseen(readLineage(template), value, payload, one.context)).toEqual([]);
  });
});

test('what is not foreseen is found', async () => {
  const template: Template = { language: 'jsonata', source: '{ "a": order.id }', format: 'json' };
  const payload = { order: { id: 1 } };
  const other = readLineage({ ...template, source: '{ "a": order.number, "b": order.id }' });
  expect(listUnforeseen(other, await trace(template, payload), payload)).toEqual(['/a value $$/order/id']);
  const text: Template = { language: 'handlebars', source: '{{order.id}}', format: 'text' };
  const otherText = readLineage({ ...text, source: '{{order.no}}' });
  expect(listUnforeseen(otherText, await trace(text, payload), payload)).toEqual(['1 value $$/order/id']);
});

function readExpected(name: string, actual: string): string {
  const path = join(import.meta.dirname, 'lineage', name);
  if (process.env.UPDATE_CASES === '1') writeFileSync(path, actual);
  return readFileSync(path, 'utf8');
}

async function settle<T>(run: () => Promise<T>): Promise<{ value?: T; error?: string }> {
  try {
    return { value: await run() };
  } catch (error) {
    return { error: String(error) };
  }
}
