import { writeFile } from 'node:fs/promises';
import { findNearestName, FORMATS, LANGUAGES } from '@postmap/engine';
import type { Diagnostic, Format, Language, RenderContext, Template } from '@postmap/engine';
import type { RenderOutcome } from '../rendering/render-pool.ts';
import { checkPayload } from '../template-cases/check-payload.ts';
import { findTemplates } from '../template-files/find-templates.ts';
import { linkTemplateFile } from '../template-files/link-template-file.ts';
import { readLoneName } from '../template-files/read-lone-template.ts';
import { readJsonFile } from '../template-files/read-text-file.ts';
import { contextSchema } from '../template-files/template-file.ts';
import { JSON_OPTION } from './command.ts';
import type { Command, CommandArguments } from './command.ts';
import { CommandError, UsageError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import { describeDiagnostic, placeDiagnostic } from './place-diagnostic.ts';
import type { DiagnosticTexts } from './place-diagnostic.ts';
import { nameInput, readInput, refuseTwoStdins } from './read-input.ts';
import { print, printError, printJson } from './terminal.ts';
import { withRenderPool } from './with-render-pool.ts';

export const renderCommand: Command = {
  usage: 'render --template FILE --input FILE [options]',
  about:
    'Renders one template over one payload and writes the body, byte for byte, to standard output; for format "query" that\nis what goes into the URL. Warnings and errors go to standard error. FILE may be - for standard input, once.\nLanguage and format are read from template.json beside the template, else from its name (receipt.html.hbs), else json.',
  options: {
    template: { type: 'string', short: 't', value: 'FILE', text: 'the template: .jsonata or .hbs, or its folder' },
    input: { type: 'string', short: 'i', value: 'FILE', text: 'the payload, JSON' },
    format: { type: 'string', short: 'f', value: 'FORMAT', text: FORMATS.join(', ') },
    language: { type: 'string', short: 'l', value: 'LANGUAGE', text: LANGUAGES.join(', ') },
    context: {
      type: 'string',
      short: 'c',
      value: 'FILE',
      text: 'JSON with event, customer, trigger, as templates see them',
    },
    output: { type: 'string', short: 'o', value: 'FILE', text: 'write the body there instead' },
    json: JSON_OPTION,
  },
  maxPositionals: 0,
  examples: [
    'render --template samples/templates/web-receipt --input samples/payloads/order_updated.json',
    'render -t samples/templates/tracking-note/template.jsonata -i samples/payloads/shipment_shipped.json --json',
    'render -t samples/templates/tracking-note/template.jsonata -i - --output note.json < samples/payloads/shipment_shipped.json',
  ],
  async run(given) {
    const job = await readJob(given);
    const refused = checkPayload(job.payload);
    const outcome =
      refused === undefined
        ? await withRenderPool((pool) => pool.render(job, { withValue: given.flag('json') }))
        : failWith(refused);
    const written = outcome.kind === 'rendered' ? (outcome.query ?? outcome.body) : undefined;
    const output = given.text('output');
    if (output !== undefined && written !== undefined) await writeOutput(output, written);
    if (given.flag('json')) printJson(describeOutcome(outcome, job.texts));
    else {
      for (const diagnostic of outcome.diagnostics) printError(describeDiagnostic(diagnostic, job.texts));
      if (written !== undefined && output === undefined) writeBody(written);
    }
    return outcome.kind === 'rendered' ? EXIT.done : EXIT.failed;
  },
};

interface Job {
  template: Template;
  payload: string;
  context: RenderContext;
  texts: DiagnosticTexts;
}

async function readJob(given: CommandArguments): Promise<Job> {
  const [template, input, context] = [given.text('template'), given.text('input'), given.text('context')];
  if (template === undefined) throw new UsageError('Say which template: --template FILE.');
  if (input === undefined) throw new UsageError('Say which payload: --input FILE.');
  const format = chooseOne('format', given.text('format'), FORMATS);
  const language = chooseOne('language', given.text('language'), LANGUAGES);
  refuseTwoStdins({ template, input });
  const read = await readTemplate(template, { format, language });
  const payload = await readInput(input);
  return {
    template: read.template,
    payload,
    context: context === undefined ? {} : await readJsonFile(context, contextSchema),
    texts: {
      template: { name: read.name, text: read.template.source },
      payload: { name: nameInput(input), text: payload },
    },
  };
}

interface Choices {
  format: Format | undefined;
  language: Language | undefined;
}

async function readTemplate(path: string, chosen: Choices): Promise<{ template: Template; name: string }> {
  const { language, format } = chosen;
  const named = readLoneName(path);
  // What its name does not say must be said: standard input, and files such as order.txt.
  if (named.language === undefined && (language !== undefined || path === '-')) {
    if (language === undefined) throw new UsageError('Say what standard input is written in: --language LANGUAGE.');
    const source = await readInput(path);
    const template = { language, source, format: format ?? named.format ?? 'json' };
    return {
      template: path === '-' ? template : await linkTemplateFile(template, { place: path, among: [] }),
      name: nameInput(path),
    };
  }
  const [found, another] = await findTemplates(path);
  if (found === undefined || another !== undefined)
    throw new UsageError(`${path} holds ${found === undefined ? 'no template' : 'several templates'}: name one.`);
  if (found.kind === 'unreadable') throw new CommandError(found.message, EXIT.wrongUse);
  const { template, sourceFile } = found.file;
  const said = { ...template, language: language ?? template.language, format: format ?? template.format };
  return { name: sourceFile, template: await linkTemplateFile(said, { place: found.place, among: [] }) };
}

function chooseOne<T extends string>(name: string, value: string | undefined, known: readonly T[]): T | undefined {
  const choice = known.find((candidate) => candidate === value);
  if (value === undefined || choice !== undefined) return choice;
  const near = findNearestName(value, known);
  const hint = near === undefined ? `use one of ${known.join(', ')}` : `did you mean "${near}"`;
  throw new UsageError(`There is no ${name} "${value}": ${hint}${near === undefined ? '.' : '?'}`);
}

function failWith(diagnostic: Diagnostic): RenderOutcome {
  return { kind: 'failed', diagnostics: [diagnostic], retryable: false, durationMs: 0 };
}

function describeOutcome(outcome: RenderOutcome, texts: DiagnosticTexts): unknown {
  const diagnostics = outcome.diagnostics.map((diagnostic) => placeDiagnostic(diagnostic, texts));
  const { durationMs } = outcome;
  if (outcome.kind === 'failed') return { body: null, contentType: null, query: null, diagnostics, durationMs };
  const { body, contentType, query = null, value } = outcome;
  return { body, contentType, query, value, diagnostics, durationMs };
}

async function writeOutput(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** In a terminal the prompt begins on a line of its own; elsewhere not a byte is added. */
function writeBody(body: string): void {
  if (process.stdout.isTTY && !body.endsWith('\n')) print(body);
  else process.stdout.write(body);
}
