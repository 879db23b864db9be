import { compile, compileString, diagnosticCodes, parsePayload, PayloadError, TemplateError } from '@postmap/engine';
import type { CompiledString, Diagnostic, DiagnosticCode, Program, Template } from '@postmap/engine';
import type { FinalReply, NamedString, RenderTask } from './render-messages.ts';
import type { ConditionJob, ConditionOutcome } from './render-pool.ts';
import { writeKey } from './write-key.ts';

/** Compiled templates kept, newest used first; at 64 KiB of source each, few with partials, they stay within a few tens of megabytes. */
const KEPT_PROGRAMS = 200;

/** A condition looks at a few fields: one that takes longer must not use up the time of those after it. */
const CONDITION_BUDGET = { ms: 250 };

/** Of a value as JSON, in UTF-16 units. */
const MAX_VALUE_LENGTH = 65_536;

type OnCondition = (index: number, outcome: ConditionOutcome) => void;

/** Runs tasks inside a render process. Never rejects for what a template does. */
export function createTaskRunner(): (task: RenderTask, onCondition: OnCondition) => Promise<FinalReply> {
  const programs = new Map<string, Program>();
  const strings = new Map<string, CompiledString>();
  const toBoolean = compile({ language: 'jsonata', source: '$boolean($value)', format: 'json' });

  function recallProgram(template: Template, forCondition = false): Program {
    const key = `${forCondition}\0${template.language}\0${template.format}\0${JSON.stringify(template.formatOptions ?? {})}\0${JSON.stringify(template.partials ?? {})}\0${template.source}`;
    return recall(programs, key, () => compile(template, forCondition ? { budget: CONDITION_BUDGET } : {}));
  }

  async function render({
    template,
    payload: text,
    context,
    withValue,
  }: RenderTask & { kind: 'render' }): Promise<FinalReply> {
    const { payload, diagnostics: read } = parsePayload(text);
    const program = recallProgram(template);
    const { value, diagnostics, ...encoded } = await program.render(payload, context);
    const found = [...read, ...program.diagnostics, ...diagnostics];
    return { kind: 'rendered', ...encoded, diagnostics: found, ...(withValue ? { value } : {}) };
  }

  function renderString(
    { name, source, escaping }: NamedString,
    payload: unknown,
    context: RenderTask & { kind: 'strings' },
  ): string {
    try {
      const compiled = recall(strings, `${escaping}\0${source}`, () => compileString(source, escaping));
      return compiled.render(payload, context.context);
    } catch (error) {
      throw error instanceof TemplateError ? nameString(error, name) : error;
    }
  }

  async function checkCondition({ source, context, asks }: ConditionJob, payload: unknown): Promise<ConditionOutcome> {
    try {
      const program = recallProgram({ language: 'jsonata', source, format: 'json' }, true);
      const value = await program.evaluate(payload, { ...context });
      if (asks === 'key') {
        const key = writeKey(value);
        return { kind: 'answered', holds: key !== null, key };
      }
      if (asks === 'value') return answerValue(value);
      const holds = await toBoolean.evaluate(null, { value });
      return { kind: 'answered', holds: holds === true };
    } catch (error) {
      return { kind: 'failed', diagnostics: readDiagnostics(error) };
    }
  }

  async function run(task: RenderTask, onCondition: OnCondition): Promise<FinalReply> {
    if (task.kind === 'render') return render(task);
    const { payload } = parsePayload(task.payload);
    if (task.kind === 'strings') {
      return { kind: 'strings', values: task.strings.map((string) => renderString(string, payload, task)) };
    }
    for (const [index, condition] of task.conditions.entries())
      onCondition(index, await checkCondition(condition, payload));
    return { kind: 'conditions' };
  }

  return (task, onCondition) =>
    run(task, onCondition).catch((error: unknown) => ({ kind: 'failed', diagnostics: readDiagnostics(error) }));
}

function answerValue(value: unknown): ConditionOutcome {
  const json = JSON.stringify(value) ?? 'null';
  if (json.length > MAX_VALUE_LENGTH)
    return {
      kind: 'failed',
      diagnostics: [describe('output-too-large', `What it gave is larger than ${MAX_VALUE_LENGTH} characters as JSON`)],
    };
  return { kind: 'answered', holds: json !== 'null', value: JSON.parse(json) };
}

function recall<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const value = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_PROGRAMS && oldest !== undefined) kept.delete(oldest);
  return value;
}

/** Spans are left out: they point into the string, and diagnostics are shown beside the template. */
function nameString({ phase, diagnostics }: TemplateError, name: string): TemplateError {
  const named = diagnostics.map(({ code, severity, message }) => ({ code, severity, message: `${name}: ${message}` }));
  return new TemplateError(phase, named);
}

function readDiagnostics(error: unknown): Diagnostic[] {
  if (error instanceof TemplateError) return error.diagnostics;
  if (error instanceof PayloadError) return [describe(error.code, error.message)];
  return [describe('evaluation-failed', error instanceof Error ? error.message : String(error))];
}

function describe(code: DiagnosticCode, message: string): Diagnostic {
  return { code, severity: diagnosticCodes[code].severity, message };
}
