import type { Severity } from '@postmap/engine';
import { SAMPLES_FOLDER } from '../installation.ts';
import { checkTemplate } from '../template-files/check-template.ts';
import type { FoundTemplate } from '../template-files/find-templates.ts';
import { linkTemplateFile } from '../template-files/link-template-file.ts';
import { gatherPayloads } from '../template-files/gather-payloads.ts';
import { createSampleReader } from '../template-files/read-event-samples.ts';
import type { ReadEventSamples } from '../template-files/read-event-samples.ts';
import { TemplateFileError } from '../template-files/template-file-error.ts';
import type { TemplateFile } from '../template-files/template-file.ts';
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

interface CheckReport {
  findings: Finding[];
  /** Its paths could not be checked. */
  lacksPayload: boolean;
}

interface Summary {
  templates: number;
  errors: number;
  warnings: number;
  notes: number;
  /** How many templates there was no payload to check against. */
  withoutPayload: number;
}

export const checkCommand: Command = {
  usage: 'check [PLACE…] [--strict] [--json]',
  about:
    "Finds what is wrong with templates without running them, each with its code, file:line:column, the place in the source and,\nwhere one is known, the fix. PLACE is a folder, which is searched, or a template; without one it is this folder. Paths are\nheld against the payloads of the template's cases, its samples/*.json and the sample of its event type. Errors make it fail.",
  options: { strict: { type: 'boolean', text: 'fail on warnings too' }, json: JSON_OPTION },
  maxPositionals: 1_000,
  examples: ['check samples', 'check samples/templates/web-receipt --strict'],
  async run(given) {
    const places = await findAllTemplates(given.positionals);
    const readEventSamples = createSampleReader(SAMPLES_FOLDER);
    const reports = await Promise.all(places.map((place) => checkOne(place, { among: places, readEventSamples })));
    const findings = reports.flatMap((report) => report.findings);
    const summary = summarise(reports);
    const failed = summary.errors > 0 || (given.flag('strict') && summary.warnings > 0);
    if (given.flag('json')) {
      printJson({ summary, findings: findings.map(({ detail }) => detail) });
    } else {
      for (const { text } of findings) print(`${text}\n`);
      print(paint(failed ? 'red' : 'green', describeSummary(summary)));
      if (summary.withoutPayload > 0) print(paint('dim', describeLack(summary)));
    }
    return failed ? EXIT.failed : EXIT.done;
  },
};

interface Surroundings {
  among: readonly FoundTemplate[];
  readEventSamples: ReadEventSamples;
}

async function checkOne(found: FoundTemplate, surroundings: Surroundings): Promise<CheckReport> {
  if (found.kind === 'unreadable') return refuse(found.place, found.message);
  try {
    return await checkFile(found.place, found.file, surroundings);
  } catch (error) {
    if (error instanceof TemplateFileError) return refuse(found.place, error.message);
    throw error;
  }
}

function refuse(file: string, message: string): CheckReport {
  const text = `error[template-files]: ${message}`;
  const detail = { code: 'template-files', severity: 'error' as const, message, file };
  return { findings: [{ severity: 'error', detail, text }], lacksPayload: false };
}

async function checkFile(
  place: string,
  file: TemplateFile,
  { among, readEventSamples }: Surroundings,
): Promise<CheckReport> {
  const { template, sourceFile } = file;
  const texts = { template: { name: sourceFile, text: template.source } };
  const linked = await linkTemplateFile(template, { place, among });
  const payloads = await gatherPayloads(file, { place, readEventSamples });
  const findings = checkTemplate(linked, payloads, template.target).map((diagnostic) => ({
    severity: diagnostic.severity,
    detail: placeDiagnostic(diagnostic, texts),
    text: describeDiagnostic(diagnostic, texts),
  }));
  return { findings, lacksPayload: payloads.samples.length + payloads.cases.length === 0 };
}

function summarise(reports: readonly CheckReport[]): Summary {
  const findings = reports.flatMap((report) => report.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    templates: reports.length,
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info'),
    withoutPayload: reports.filter(({ lacksPayload }) => lacksPayload).length,
  };
}

function describeSummary({ templates, errors, warnings, notes }: Summary): string {
  const counts = [
    countOf(errors, 'error'),
    countOf(warnings, 'warning'),
    ...(notes > 0 ? [countOf(notes, 'note')] : []),
  ];
  return `${countOf(templates, 'template')}: ${counts.join(', ')}`;
}

function describeLack({ withoutPayload }: Summary): string {
  const [has, it] = withoutPayload === 1 ? ['has', 'it'] : ['have', 'them'];
  return `${countOf(withoutPayload, 'template')} ${has} no payload to check paths against: give ${it} a case, cases/<case>/input.json.`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
