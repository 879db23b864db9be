import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  analyse,
  compile,
  FORMATS,
  LANGUAGES,
  parsePayload,
  renderDiagnostic,
  TemplateError,
  PayloadError,
} from '@postmap/engine';
import type { Diagnostic, Format, Template } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { formatCaseFile, parseCaseFile, requireSection } from '../support/case-file.ts';
import type { CaseSections } from '../support/case-file.ts';
import { readPartials } from '../support/case-partials.ts';

const folder = join(import.meta.dirname, 'engine');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.case'))
  .toSorted();

/** A case has a template, what it calls, input and format, and what comes of them: a body (`expected`), a `query`, `diagnostics`. */
describe('engine cases', () => {
  test('there are cases to run', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  test.each(files)('%s', async (name) => {
    const path = join(folder, name);
    const sections = parseCaseFile(readFileSync(path, 'utf8'));
    const template = readTemplate(sections);
    const outcome = await runCase(template, sections);
    checkAnalysis(template, outcome);
    const actual = new Map(sections);
    for (const section of ['expected', 'query', 'diagnostics'] as const) {
      const text = outcome[section];
      if (text === undefined) actual.delete(section);
      else actual.set(section, `${text}\n`);
    }
    if (process.env.UPDATE_CASES === '1') writeFileSync(path, formatCaseFile(actual));
    expect(formatCaseFile(actual)).toBe(readFileSync(path, 'utf8'));
    expect(Reflect.ownKeys(Object.prototype).filter((key) => !INTRINSIC.has(key))).toEqual([]);
  });
});

const INTRINSIC = new Set(Reflect.ownKeys(Object.prototype));

interface Outcome {
  expected?: string;
  query?: string;
  diagnostics?: string;
  phase?: TemplateError['phase'];
  compileErrors: Diagnostic[];
}

async function runCase(template: Template, sections: CaseSections): Promise<Outcome> {
  const source = template.source;
  try {
    const { payload, diagnostics } = parsePayload(requireSection(sections, 'input.json'));
    const program = compile(template, { budget: readObject(sections, 'budget.json') });
    const rendered = await program.render(payload, readObject(sections, 'context.json'));
    const input = diagnostics.map((diagnostic) =>
      renderDiagnostic(diagnostic, requireSection(sections, 'input.json'), { name: 'input.json' }),
    );
    const found = [...program.diagnostics, ...rendered.diagnostics].map((diagnostic) =>
      renderDiagnostic(diagnostic, source),
    );
    const text = [...input, ...found].join('\n');
    const query = rendered.query === undefined ? {} : { query: rendered.query };
    const given = text === '' ? {} : { diagnostics: text };
    return { expected: rendered.body, ...query, ...given, compileErrors: [] };
  } catch (error) {
    if (error instanceof PayloadError)
      return { diagnostics: `error[${error.code}]: ${error.message}`, compileErrors: [] };
    if (!(error instanceof TemplateError)) throw error;
    const diagnostics = error.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, source)).join('\n');
    return { diagnostics, phase: error.phase, compileErrors: error.phase === 'compile' ? error.diagnostics : [] };
  }
}

/** What compile refuses, analyse reports, and nothing else as an error. */
function checkAnalysis(template: Template, outcome: Outcome): void {
  // The size of a source is a budget, and analyse knows only the default one.
  if (outcome.compileErrors.some(({ code }) => code === 'source-too-large')) return;
  expect(selectErrors(analyse(template))).toEqual(selectErrors(outcome.compileErrors));
}

function selectErrors(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function readObject(sections: CaseSections, name: string): object {
  const value: unknown = JSON.parse(sections.get(name) ?? '{}');
  if (typeof value !== 'object' || value === null) throw new Error(`section "${name}" must be an object`);
  return value;
}

function readTemplate(sections: CaseSections): Template {
  const language = LANGUAGES.find((name) => sections.has(`template.${name}`));
  if (language === undefined) throw new Error('a case needs a template.jsonata or a template.handlebars');
  const source = requireSection(sections, `template.${language}`);
  const format = readFormat(sections);
  const formatOptions = readObject(sections, 'format-options.json');
  const name = sections.get('name')?.trim();
  return { language, source, format, formatOptions, name, partials: readPartials(sections, format) };
}

function readFormat(sections: CaseSections): Format {
  const name = sections.get('format')?.trim() ?? 'json';
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) throw new Error(`there is no format named ${name}`);
  return format;
}
