import { analyse } from '@postmap/engine';
import type { Severity } from '@postmap/engine';
import type { FoundTemplate } from '../template-files/find-templates.ts';
import { linkTemplateFile } from '../template-files/link-template-file.ts';
import { JSON_OPTION } from './command.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { findAllTemplates } from './find-all-templates.ts';
import { describeDiagnostic, placeDiagnostic } from './place-diagnostic.ts';
import type { PlacedDiagnostic } from './place-diagnostic.ts';
import { paint, print, printJson } from './terminal.ts';

/** One thing that is wrong: in a template, or with its files. */
interface Finding {
  severity: Severity;
  /** As `--json` prints it. */
  detail: Omit<PlacedDiagnostic, 'code'> & { code: string };
  text: string;
}

export const checkCommand: Command = {
  usage: 'check [PLACE…] [--strict] [--json]',
  about:
    'Finds what is wrong with templates without running them, each with its code, file:line:column and the place in the\nsource. PLACE is a folder, which is searched, or a template; without one it is this folder. Errors make it fail.',
  options: { strict: { type: 'boolean', text: 'fail on warnings too' }, json: JSON_OPTION },
  maxPositionals: 1_000,
  examples: ['check samples', 'check samples/templates/web-receipt --strict'],
  async run(given) {
    const places = await findAllTemplates(given.positionals);
    const findings = (await Promise.all(places.map((place) => findIn(place, places)))).flat();
    const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
    const summary = { templates: places.length, errors: count('error'), warnings: count('warning') };
    const failed = summary.errors > 0 || (given.flag('strict') && summary.warnings > 0);
    if (given.flag('json')) {
      printJson({ summary, findings: findings.map(({ detail }) => detail) });
    } else {
      for (const { text } of findings) print(`${text}\n`);
      const line = `${countOf(summary.templates, 'template')}: ${countOf(summary.errors, 'error')}, ${countOf(summary.warnings, 'warning')}`;
      print(paint(failed ? 'red' : 'green', line));
    }
    return failed ? EXIT.failed : EXIT.done;
  },
};

async function findIn(found: FoundTemplate, among: readonly FoundTemplate[]): Promise<Finding[]> {
  if (found.kind === 'unreadable') {
    const { place: file, message } = found;
    const text = `error[template-files]: ${message}`;
    return [{ severity: 'error', detail: { code: 'template-files', severity: 'error', message, file }, text }];
  }
  const { template, sourceFile } = found.file;
  const texts = { template: { name: sourceFile, text: template.source } };
  const linked = await linkTemplateFile(template, { place: found.place, among });
  return analyse(linked).map((diagnostic) => ({
    severity: diagnostic.severity,
    detail: placeDiagnostic(diagnostic, texts),
    text: describeDiagnostic(diagnostic, texts),
  }));
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
