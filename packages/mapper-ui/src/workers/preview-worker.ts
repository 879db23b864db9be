import { compile, parsePayload, TemplateError } from '@postmap/engine';
import type { Program } from '@postmap/engine';
import type { PreviewInput, PreviewOutcome, PreviewRequest, PreviewResponse } from './preview-protocol.ts';

let program: { key: string; compiled: Program } | undefined;
let parsed: { text: string; payload: unknown } | undefined;

self.addEventListener('message', (event: MessageEvent<PreviewRequest>) => {
  void answer(event.data);
});

async function answer({ run, input }: PreviewRequest): Promise<void> {
  const response: PreviewResponse = { run, outcome: await render(input) };
  // A worker talks to its own page only; there is no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  self.postMessage(response);
}

async function render(input: PreviewInput): Promise<PreviewOutcome> {
  const begun = performance.now();
  try {
    const payload = readPayload(input.payload);
    const compiled = readProgram(input);
    const started = performance.now();
    const { value, body, contentType, diagnostics } = await compiled.render(payload, {
      event: { id: 'preview', type: input.eventType, time: new Date().toISOString(), facts: {} },
      customer: { id: 'preview', externalId: null, name: 'Preview', variables: {} },
      trigger: { id: 'preview', name: 'Preview' },
    });
    const durationMs = performance.now() - started;
    const pretty = input.format === 'json' ? JSON.stringify(value, undefined, 2) : body;
    const size = new TextEncoder().encode(body).length;
    return {
      ok: true,
      pretty,
      body,
      contentType,
      size,
      diagnostics: [...compiled.diagnostics, ...diagnostics],
      durationMs,
    };
  } catch (error) {
    const durationMs = performance.now() - begun;
    if (error instanceof TemplateError) return { ok: false, diagnostics: error.diagnostics, durationMs };
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, diagnostics: [{ code: 'preview-failed', severity: 'error', message }], durationMs };
  }
}

function readPayload(text: string): unknown {
  if (parsed?.text !== text) parsed = { text, payload: parsePayload(text).payload };
  return parsed.payload;
}

function readProgram({ language, format, source }: PreviewInput): Program {
  const key = JSON.stringify([language, format, source]);
  if (program?.key !== key) program = { key, compiled: compile({ language, format, source }) };
  return program.compiled;
}
