import { analyse, checkTarget, compile, parsePayload, TemplateError, trace } from '@postmap/engine';
import type { Diagnostic, Program, Shape } from '@postmap/engine';
import { joinProblems } from '../core/mapper/name-problem.ts';
import { buildPreviewContext } from '../core/mapper/preview-context.ts';
import { listEscapedCells } from '../core/mapper/read-csv.ts';
import { writePretty } from '../core/mapper/write-pretty.ts';
import type {
  PreviewDiagnostic,
  PreviewOutcome,
  PreviewRequest,
  PreviewResponse,
  TraceOutcome,
  TraceRequest,
  TraceResponse,
} from './preview-protocol.ts';

let program: { key: string; compiled: Program } | undefined;
let found: { key: string; shape: Shape; diagnostics: Diagnostic[] } | undefined;
let shape: Shape | undefined;
let parsed: { text: string; payload: unknown; diagnostics: Diagnostic[] } | undefined;

self.addEventListener('message', ({ data }: MessageEvent<PreviewRequest | TraceRequest>) => {
  void ('trace' in data ? answerTrace(data) : answer(data));
});

async function answer({ run, input, shape: newer }: PreviewRequest): Promise<void> {
  if (newer !== undefined) shape = newer.known;
  respond({ run, outcome: null });
  const outcome = await render(input);
  respond({ run, outcome: { ...outcome, diagnostics: joinProblems(findProblems(input), outcome.diagnostics) } });
}

async function answerTrace(request: TraceRequest): Promise<void> {
  respond({ trace: request.trace, outcome: null });
  respond({ trace: request.trace, outcome: await traceInput(request) });
}

async function traceInput({ input, renderedAt }: TraceRequest): Promise<TraceOutcome> {
  try {
    const { payload } = readPayload(input.payload);
    const context = buildPreviewContext(input.eventType, input.facts, renderedAt);
    return { ok: true, trace: await trace(readTemplate(input).template, payload, context) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function respond(response: PreviewResponse | TraceResponse): void {
  // A worker talks to its own page only; there is no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  self.postMessage(response);
}

async function render(input: PreviewRequest['input']): Promise<PreviewOutcome> {
  const begun = performance.now();
  try {
    const { payload, diagnostics: read } = readPayload(input.payload);
    const compiled = readProgram(input);
    const renderedAt = Date.now();
    const started = performance.now();
    const rendered = await compiled.render(payload, buildPreviewContext(input.eventType, input.facts, renderedAt));
    const durationMs = performance.now() - started;
    const { body, contentType, query = null, diagnostics } = rendered;
    return {
      ok: true,
      pretty: writePretty(input.format, rendered),
      body,
      ...(input.language === 'jsonata' ? { value: rendered.value } : {}),
      contentType,
      query,
      size: new TextEncoder().encode(query ?? body).length,
      diagnostics: [...read, ...compiled.diagnostics, ...diagnostics, ...noteEscapedCells(input, body)],
      durationMs,
      renderedAt,
    };
  } catch (error) {
    const durationMs = performance.now() - begun;
    if (error instanceof TemplateError) return { ok: false, diagnostics: error.diagnostics, durationMs };
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, diagnostics: [{ code: 'preview-failed', severity: 'error', message }], durationMs };
  }
}

/** The engine does its duty in silence: whoever designs the file is told once what became of such cells. */
function noteEscapedCells({ format, formatOptions }: PreviewRequest['input'], body: string): PreviewDiagnostic[] {
  if (format !== 'csv' || formatOptions.csvFormulas === 'keep') return [];
  const cells = listEscapedCells(body);
  const [first] = cells;
  if (first === undefined) return [];
  const which =
    cells.length === 1
      ? 'a cell that a spreadsheet would run as a formula'
      : `${cells.length} cells that a spreadsheet would run as formulas`;
  const message = `${which} got an apostrophe in front (${first.slice(0, 40)}): choose “Formulas kept” where the receiver is no spreadsheet`;
  return [{ code: 'formula-escaped', severity: 'warning', message }];
}

function readPayload(text: string): { payload: unknown; diagnostics: Diagnostic[] } {
  if (parsed?.text !== text) parsed = { text, ...parsePayload(text) };
  return parsed;
}

/** What the template means for all payloads of the shape, whether it renders this one or not. */
function findProblems(input: PreviewRequest['input']): readonly PreviewDiagnostic[] {
  const missing = findMissing(input);
  if (shape === undefined) return missing;
  const { template, key } = readTemplate(input);
  if (found?.key !== key || found.shape !== shape) found = { key, shape, diagnostics: analyse(template, shape) };
  return [...found.diagnostics, ...missing];
}

/** What the target requires and the template does not make. */
function findMissing({ language, source, target }: PreviewRequest['input']): Diagnostic[] {
  return target === undefined || language !== 'jsonata' ? [] : checkTarget(source, target, shape);
}

function readTemplate({ language, format, formatOptions, source, name, partials }: PreviewRequest['input']) {
  const template = { language, format, formatOptions, source, name, partials };
  return { template, key: JSON.stringify(template) };
}

function readProgram(input: PreviewRequest['input']): Program {
  const { template, key } = readTemplate(input);
  if (program?.key !== key) program = { key, compiled: compile(template) };
  return program.compiled;
}
