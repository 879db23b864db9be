import type { Diagnostic, Format, Language } from '@postmap/engine';

/** What is previewed; `payload` is JSON text, `eventType` is what `$event.type` says. */
export interface PreviewInput {
  readonly language: Language;
  readonly format: Format;
  readonly source: string;
  readonly payload: string;
  readonly eventType: string;
}

export interface PreviewRequest {
  readonly run: number;
  readonly input: PreviewInput;
}

export interface PreviewSuccess {
  readonly ok: true;
  /** The body for reading: JSON is indented. */
  readonly pretty: string;
  readonly body: string;
  readonly contentType: string;
  /** Bytes of the body in UTF-8. */
  readonly size: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly durationMs: number;
}

export interface PreviewFailure {
  readonly ok: false;
  readonly diagnostics: readonly PreviewDiagnostic[];
  readonly durationMs: number;
}

/** An engine diagnostic, or one about the preview itself, which has no place in the template. */
export interface PreviewDiagnostic {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly span?: { readonly start: number; readonly end: number };
}

export type PreviewOutcome = PreviewSuccess | PreviewFailure;

export interface PreviewResponse {
  readonly run: number;
  readonly outcome: PreviewOutcome;
}
