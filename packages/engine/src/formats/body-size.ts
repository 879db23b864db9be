import { renderError } from '../diagnostics/template-error.ts';
import type { TemplateError } from '../diagnostics/template-error.ts';
import { utf8Length } from '../runtime/utf8-length.ts';

export function checkBodySize(body: string, outputBytes: number): void {
  // UTF-8 is never shorter than UTF-16 units, so most bodies that are too large need no counting.
  if (body.length > outputBytes || utf8Length(body) > outputBytes) throw tooLarge(outputBytes);
}

export function tooLarge(outputBytes: number): TemplateError {
  return renderError('output-too-large', `the output is larger than ${outputBytes} bytes`);
}
