import type { Diagnostic } from '../diagnostics/diagnostic.ts';

export const FORMATS = ['json', 'text', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export interface Encoded {
  value: unknown;
  body: string;
  contentType: string;
  diagnostics: Diagnostic[];
}

/** What a format must do; one file each. `encode` and `accept` throw TemplateError. */
export interface FormatPort {
  readonly contentType: string;
  /** The body for a value that a template computed; at most `outputBytes` of UTF-8. */
  encode(value: unknown, outputBytes: number): Encoded;
  /** The body for text that a template wrote: checked, and sent as it was written. */
  accept(text: string, outputBytes: number): Encoded;
  /** Escapes text that is inserted into a template of this format. */
  escape(text: string): string;
}
