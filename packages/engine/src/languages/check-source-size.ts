import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { utf8Length } from '../runtime/utf8-length.ts';

export function checkSourceSize(source: string, sourceBytes: number): Diagnostic[] {
  const bytes = utf8Length(source);
  if (bytes <= sourceBytes) return [];
  return [diagnose('source-too-large', `the source is ${bytes} bytes; at most ${sourceBytes} are allowed`)];
}
