import type { Diagnostic } from '../diagnostics/diagnostic.ts';

export const FORMATS = ['json', 'form', 'query', 'xml', 'csv', 'text', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** Choices that a template makes about its format. */
export interface FormatOptions {
  /**
   * What becomes of CSV cells that a spreadsheet would run as a formula: `escape` (the default) puts an apostrophe before
   * them, `keep` sends them as they are.
   */
  csvFormulas?: 'escape' | 'keep';
}

export interface Encoded {
  value: unknown;
  body: string;
  contentType: string;
  /** For a format without a body: what goes into the URL, percent-encoded, without a leading `?` or `&`. */
  query?: string;
  diagnostics: Diagnostic[];
}

/** What a format must do; one file each. `encode` and `accept` throw TemplateError. */
export interface FormatPort {
  /** The body for a value that a template computed; at most `outputBytes` of UTF-8. */
  encode(value: unknown, outputBytes: number): Encoded;
  /** The body for text that a template wrote: checked, and sent as it was written unless the format says otherwise. */
  accept(text: string, outputBytes: number): Encoded;
  /** Escapes text that is inserted into a template of this format; `warn` hears of what had to be left out. */
  escape(text: string, warn: (diagnostic: Diagnostic) => void): string;
}
