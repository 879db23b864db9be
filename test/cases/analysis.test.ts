import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  analyse,
  compile,
  FORMATS,
  inferShape,
  LANGUAGES,
  parsePayload,
  readSchema,
  renderDiagnostic,
  renderFix,
  TemplateError,
} from '@postmap/engine';
import type { Diagnostic, Fix, Shape, Template } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { formatCaseFile, parseCaseFile, requireSection } from '../support/case-file.ts';
import type { CaseSections } from '../support/case-file.ts';
import { readPartials } from '../support/case-partials.ts';

const folder = join(import.meta.dirname, 'analysis');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.case'))
  .toSorted();

/**
 * A case has a template, what it calls, and the payloads that it is for (`samples.json`, an array, or `schema.json`; none where neither is
 * given), and what is found: each diagnostic, with the fix and the lines that come of it. No diagnostics, no finding.
 */
describe('analysis cases', () => {
  test('there are cases to run', () => {
    expect(files.length).toBeGreaterThan(45);
  });

  test.each(files)('%s', async (name) => {
    const path = join(folder, name);
    const sections = parseCaseFile(readFileSync(path, 'utf8'));
    const template = readTemplate(sections);
    const shape = readShape(sections);
    const found = analyse(template, shape);
    const actual = new Map(sections);
    const text = found.map((diagnostic) => describeFinding(diagnostic, template.source)).join('\n');
    if (text === '') actual.delete('diagnostics');
    else actual.set('diagnostics', `${text}\n`);
    if (process.env.UPDATE_CASES === '1') writeFileSync(path, formatCaseFile(actual));
    expect(formatCaseFile(actual)).toBe(readFileSync(path, 'utf8'));
    for (const { code, fix } of found) {
      if (fix === undefined) continue;
      const mended = analyse({ ...template, source: applyFix(template.source, fix) }, shape);
      expect(countCode(mended, code)).toBeLessThan(countCode(found, code));
    }
    if (countCode(found, 'wrong-type') > 0) await expectFailureMended(template, found, sections);
  });
});

/** What is said to fail fails, and no more once all fixes are made. */
async function expectFailureMended(template: Template, found: Diagnostic[], sections: CaseSections): Promise<void> {
  const samples: unknown[] = JSON.parse(sections.get('samples.json') ?? '[null]');
  const fixes = found.flatMap(({ fix }) => (fix === undefined ? [] : fix.edits));
  const edits = fixes.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const mended = { ...template, source: applyFix(template.source, { title: 'all', edits }) };
  const isMended = found.every(({ code, fix }) => code !== 'wrong-type' || fix !== undefined);
  const failing = isMended ? [template] : [template, mended];
  const passing = isMended ? [mended] : [];
  for (const sample of samples) {
    for (const each of failing) await expect(compile(each).render(sample)).rejects.toThrow(TemplateError);
    for (const each of passing) await expect(compile(each).render(sample)).resolves.toBeDefined();
  }
}

function describeFinding(diagnostic: Diagnostic, source: string): string {
  const rendered = renderDiagnostic(diagnostic, source);
  const { fix } = diagnostic;
  if (fix === undefined) return rendered;
  return `${rendered}\n${renderFix(fix, source)}`;
}

function applyFix(source: string, { edits }: Fix): string {
  return edits
    .toReversed()
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}

function countCode(diagnostics: Diagnostic[], code: string): number {
  return diagnostics.filter((diagnostic) => diagnostic.code === code).length;
}

function readShape(sections: CaseSections): Shape | undefined {
  const schema = sections.get('schema.json');
  if (schema !== undefined) return readSchema(JSON.parse(schema));
  const samples = sections.get('samples.json');
  if (samples === undefined) return undefined;
  const { payload } = parsePayload(samples);
  if (!Array.isArray(payload)) throw new Error('section "samples.json" must be an array');
  return inferShape(payload);
}

function readTemplate(sections: CaseSections): Template {
  const language = LANGUAGES.find((name) => sections.has(`template.${name}`));
  if (language === undefined) throw new Error('a case needs a template.jsonata or a template.handlebars');
  const name = sections.get('format')?.trim() ?? 'json';
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) throw new Error(`there is no format named ${name}`);
  const partials = readPartials(sections, format);
  return { language, source: requireSection(sections, `template.${language}`), format, partials };
}
