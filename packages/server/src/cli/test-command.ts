import type { DifferenceLine } from '../template-cases/describe-difference.ts';
import { JSON_OPTION } from './command.ts';
import type { Command } from './command.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import { findAllTemplates } from './find-all-templates.ts';
import { describeDiagnostic, placeDiagnostic } from './place-diagnostic.ts';
import { runCases } from './run-cases.ts';
import type { CaseReport, TemplateReport } from './run-cases.ts';
import { paint, print, printJson } from './terminal.ts';
import { withRenderPool } from './with-render-pool.ts';

export const testCommand: Command = {
  usage: 'test [PLACE…] [--update] [--json]',
  about:
    'Renders every case of the templates in PLACE, a folder which is searched or a template, without it this folder, and compares\nwhat comes with what the case expects, byte for byte. It needs no server and no settings. Templates run in processes that\nare killed after two seconds, so that no template can hold up a build.\n\nA template is a folder with template.json, template.jsonata or template.hbs, and cases/<case>/ with input.json, expected.txt\nand, for warnings and errors that must be reported, expected.diagnostics.txt; or one file, order.jsonata or receipt.html.hbs,\nwith order.input.json and order.expected.txt.',
  options: {
    update: {
      type: 'boolean',
      short: 'u',
      text: 'make the cases expect what comes now; read the difference before you keep it',
    },
    json: JSON_OPTION,
  },
  maxPositionals: 1_000,
  examples: ['test samples', 'test samples/templates/web-receipt --json'],
  async run(given) {
    const found = await findAllTemplates(given.positionals);
    const startedAt = performance.now();
    const update = given.flag('update');
    const reports = await withRenderPool((pool) => runCases(found, { pool, update }));
    const summary = summarise(reports);
    if (summary.cases === 0 && summary.unreadable === 0) {
      throw new CommandError(
        `The ${reports.length === 1 ? 'template has' : 'templates have'} no case to run: put one in cases/<case>/input.json and run this with --update.`,
        EXIT.wrongUse,
      );
    }
    if (given.flag('json')) printJson({ summary, templates: reports.map(presentTemplate) });
    else {
      for (const report of reports) print(describeTemplate(report));
      print(describeSummary(summary, performance.now() - startedAt));
    }
    return summary.failed > 0 || summary.unreadable > 0 ? EXIT.failed : EXIT.done;
  },
};

function summarise(reports: readonly TemplateReport[]) {
  const cases = reports.flatMap((report) => report.cases);
  const count = (kind: CaseReport['verdict']['kind']): number =>
    cases.filter(({ verdict }) => verdict.kind === kind).length;
  return {
    templates: reports.length,
    cases: cases.length,
    passed: count('passed'),
    failed: count('failed'),
    updated: count('updated'),
    unreadable: reports.filter(({ error }) => error !== undefined).length,
  };
}

function describeSummary(summary: ReturnType<typeof summarise>, durationMs: number): string {
  const { templates, cases, passed, failed, updated, unreadable } = summary;
  const parts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(updated > 0 ? [`${updated} updated`] : []),
    ...(unreadable > 0 ? [`${unreadable} of the templates cannot be read`] : []),
  ];
  const counts = `${templates} template${templates === 1 ? '' : 's'}, ${cases} case${cases === 1 ? '' : 's'}`;
  const line = `${counts}: ${parts.join(', ')} (${(durationMs / 1000).toFixed(1)} s)`;
  return paint(failed + unreadable > 0 ? 'red' : 'green', line);
}

function describeTemplate({ place, error, cases }: TemplateReport): string {
  if (error !== undefined) return `${paint('red', 'FAIL')}  ${place}\n${indent(error)}\n`;
  const failed = cases.some(({ verdict }) => verdict.kind === 'failed');
  const mark = failed ? paint('red', 'FAIL') : cases.length === 0 ? paint('yellow', 'none') : paint('green', 'ok  ');
  const count = cases.length === 0 ? 'no cases' : `${cases.length} case${cases.length === 1 ? '' : 's'}`;
  return [`${mark}  ${place}  ${paint('dim', count)}`, ...cases.flatMap(describeCase)].join('\n');
}

function describeCase({ name, verdict, diagnostics, texts }: CaseReport): string[] {
  if (verdict.kind === 'passed') return [];
  if (verdict.kind === 'updated') return [indent(`${name}: updated ${verdict.files.join(', ')}`)];
  const { file, line, problem, difference } = verdict;
  return [
    indent(`${name}: ${file}${line === undefined ? '' : `:${line}`}: ${problem}`),
    ...difference.map((one) => indent(indent(describeLine(one)))),
    ...diagnostics.map((diagnostic) => indent(indent(describeDiagnostic(diagnostic, texts)))),
    '',
  ];
}

function describeLine({ kind, text }: DifferenceLine): string {
  if (kind === 'expected') return paint('red', `- ${text}`);
  if (kind === 'rendered') return paint('green', `+ ${text}`);
  return paint('dim', `  ${text}`);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '      ');
}

function presentTemplate({ place, error, cases }: TemplateReport) {
  return {
    template: place,
    ...(error === undefined ? {} : { error }),
    cases: cases.map(({ name, verdict, expected, actual, diagnostics, texts }) => ({
      name,
      status: verdict.kind,
      ...(verdict.kind === 'failed' ? { file: verdict.file, line: verdict.line, problem: verdict.problem } : {}),
      ...(verdict.kind === 'failed' ? { expected: expected ?? null, rendered: actual.output ?? null } : {}),
      ...(verdict.kind === 'updated' ? { files: verdict.files } : {}),
      diagnostics: diagnostics.map((diagnostic) => placeDiagnostic(diagnostic, texts)),
    })),
  };
}
