import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, FORMATS, inferShape, LANGUAGES, renderDiagnostic } from '@postmap/engine';
import type { Template } from '@postmap/engine';
import { describe, expect, test } from 'vitest';

const samples = process.env.POSTMAP_SAMPLES ?? join(import.meta.dirname, '../../samples');
const folder = join(samples, 'templates');
const names = readdirSync(folder).toSorted();

/** The templates that Postmap brings along are right: whatever is found in them would be a false alarm. */
describe('sample templates', () => {
  test('are there', () => {
    expect(names.length).toBeGreaterThan(4);
  });

  test.each(names)('%s: nothing is found for any of its payloads by itself', (name) => {
    const found = readPayloads(name)
      .filter(({ isSample }) => isSample)
      .flatMap(({ payload }) => findAll(name, [payload]));
    expect(found).toEqual([]);
  });

  test.each(names)('%s: nothing but absence is found for all of its payloads together', (name) => {
    const payloads = readPayloads(name).map(({ payload }) => payload);
    expect(findAll(name, payloads).filter((text) => !text.startsWith('info[maybe-absent]'))).toEqual([]);
  });

  test.each(names)('%s: nothing is found without a payload', (name) => {
    expect(analyse(readTemplate(name))).toEqual([]);
  });
});

function findAll(name: string, payloads: unknown[]): string[] {
  const template = readTemplate(name);
  return analyse(template, inferShape(payloads)).map((found) => renderDiagnostic(found, template.source, { name }));
}

/** A template with all others, which it may call. */
function readTemplate(name: string): Template {
  const partials = names.map(readOne).map(({ name: called = '', ...template }) => [called, template] as const);
  return { ...readOne(name), partials: Object.fromEntries(partials) };
}

function readOne(name: string): Template {
  const path = join(folder, name);
  const settings: Record<string, unknown> = JSON.parse(readFileSync(join(path, 'template.json'), 'utf8'));
  const format = FORMATS.find((known) => known === settings.format);
  const language = LANGUAGES.find((known) => known === settings.language);
  if (format === undefined || language === undefined) throw new Error(`${name} has no known format or language`);
  const file = language === 'jsonata' ? 'template.jsonata' : 'template.hbs';
  return { name: String(settings.name), language, format, source: readFileSync(join(path, file), 'utf8') };
}

/** The payloads of the cases: the sample that a case refers to, or its own, which may leave out what it is not about. */
function readPayloads(name: string): { payload: unknown; isSample: boolean }[] {
  const cases = join(folder, name, 'cases');
  return readdirSync(cases).map((each) => {
    const reference = join(cases, each, 'input.ref');
    const isSample = existsSync(reference);
    const path = isSample
      ? findPayload(readFileSync(reference, 'utf8').trim(), join(cases, each))
      : join(cases, each, 'input.json');
    return { payload: JSON.parse(readFileSync(path, 'utf8')), isSample };
  });
}

/** A reference is a path from the case, or from the folder of samples. */
function findPayload(reference: string, from: string): string {
  const path = [from, samples].map((base) => join(base, reference)).find((file) => existsSync(file));
  if (path === undefined) throw new Error(`there is no payload ${reference}`);
  return path;
}
