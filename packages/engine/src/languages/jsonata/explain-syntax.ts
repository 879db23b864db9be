import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { DEFAULT_BUDGET } from '../../runtime/budget.ts';
import { isRecord } from '../is-record.ts';
import { explainMalformedRegex } from './check-regexes.ts';
import { explainJsonataError } from './explain-error.ts';
import { jsonataPackage } from './jsonata-package.ts';

/** The error that a parse threw, and those that the parser meets when it goes on after it. */
export function explainSyntax(error: unknown, source: string): Diagnostic[] {
  if (error instanceof RangeError)
    return [diagnose('nesting-too-deep', 'the expression nests too deeply to be parsed')];
  if (error instanceof SyntaxError) return [explainMalformedRegex(error, source)];
  if (!isRecord(error)) return [diagnose('syntax', String(error))];
  const first = explainJsonataError(error, source, DEFAULT_BUDGET);
  const further = recoverErrors(source).map((recovered) => describeRecovered(recovered, source));
  return [first, ...further.filter((found) => (found.span?.start ?? 0) > (first.span?.start ?? 0))];
}

/**
 * A token `(error)` marks where parsing went on after an error: an echo, not a further mistake. Errors of the tokenizer are
 * thrown even here, and end the list.
 */
function recoverErrors(source: string): Record<string, unknown>[] {
  try {
    const errors: unknown = jsonataPackage.parse(source, { recover: true }).errors?.();
    const listed = Array.isArray(errors) ? errors.filter(isRecord) : [];
    return listed.filter((error) => error.token !== '(error)' && typeof error.position === 'number');
  } catch {
    return [];
  }
}

/** Recovered errors carry a code and a token but no message. */
function describeRecovered(error: Record<string, unknown>, source: string): Diagnostic {
  const token = error.token === '(end)' ? 'the end of the expression' : JSON.stringify(error.token);
  const wanted = typeof error.value === 'string' ? `; expected ${JSON.stringify(error.value)}` : '';
  return explainJsonataError({ ...error, message: `Found ${token}${wanted}` }, source, DEFAULT_BUDGET);
}
