import { describeValue } from '../../diagnostics/describe-value.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../../diagnostics/diagnostic-codes.ts';
import { TemplateError } from '../../diagnostics/template-error.ts';
import { FunctionError } from '../../functions/function-error.ts';
import type { Budget } from '../../runtime/budget.ts';
import { UnsupportedRegexError } from '../../runtime/linear-regex.ts';
import { isRecord } from '../is-record.ts';
import { locateError } from './locate-error.ts';

/** Messages that name what was met only by its type or not at all. */
const NAMES_NO_VALUE = new Set([
  'T2001',
  'T2002',
  'T2003',
  'T2004',
  'T2006',
  'T2008',
  'T0410',
  'T0411',
  'T0412',
  'T2010',
]);

/** One of the package's plain error objects as a diagnostic; `message` must be there already. */
export function explainJsonataError(
  error: Record<string, unknown>,
  source: string,
  budget: Required<Budget>,
): Diagnostic {
  const jsonataCode = typeof error.code === 'string' ? error.code : '';
  const code = classify(jsonataCode);
  const position = typeof error.position === 'number' ? error.position : undefined;
  const span =
    position === undefined || code === 'budget-time' ? undefined : locateError(source, jsonataCode, position);
  return { ...diagnose(code, wordMessage(jsonataCode, error, budget), span), jsonataCode };
}

/** Thrown in place of running `$eval`; the package adds the position of the call. */
export class EvalOffError extends Error {
  override readonly name = 'EvalOffError';
  position?: number;
}

/** Whatever an evaluation threw, as a TemplateError that keeps it as its cause. */
export function explainRenderFailure(error: unknown, source: string, budget: Required<Budget>): TemplateError {
  if (error instanceof TemplateError) return error;
  if (isRecord(error) && typeof error.code === 'string' && /^[STDU]\d{4}$/.test(error.code)) {
    return new TemplateError('render', [explainJsonataError(error, source, budget)], { cause: error });
  }
  return new TemplateError('render', [explainForeign(error, source)], { cause: error });
}

function explainForeign(error: unknown, source: string): Diagnostic {
  if (error instanceof EvalOffError) {
    const span = error.position === undefined ? undefined : locateError(source, 'eval', error.position);
    return diagnose('eval-off', '$eval is switched off: it would run text from the payload as a template', span);
  }
  if (error instanceof FunctionError) return explainFunctionError(error, source);
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return diagnose('budget-depth', 'evaluation nested too deeply');
  }
  if (error instanceof UnsupportedRegexError) return diagnose('unsupported-regex', error.message);
  const message = isRecord(error) ? String(error.message) : String(error);
  return diagnose('evaluation-failed', `evaluation failed: ${message}`);
}

/** The package adds the name and the position of the call to what a function throws. */
function explainFunctionError(error: FunctionError, source: string): Diagnostic {
  const position: unknown = Reflect.get(error, 'position');
  const name: unknown = Reflect.get(error, 'token');
  const span = typeof position === 'number' ? locateError(source, 'call', position) : undefined;
  return diagnose(error.code, typeof name === 'string' ? `\`$${name}\`: ${error.message}` : error.message, span);
}

function classify(jsonataCode: string): DiagnosticCode {
  if (jsonataCode === 'D1011') return 'budget-depth';
  if (jsonataCode === 'D1012') return 'budget-time';
  if (jsonataCode === 'D2014' || jsonataCode === 'D2015') return 'budget-items';
  if (jsonataCode.startsWith('S')) return 'syntax';
  return jsonataCode.startsWith('T') ? 'type-mismatch' : 'evaluation-failed';
}

function wordMessage(jsonataCode: string, error: Record<string, unknown>, budget: Required<Budget>): string {
  if (jsonataCode === 'D1011')
    return `evaluation nested deeper than ${budget.depth} levels; is a recursion without an end?`;
  if (jsonataCode === 'D1012') return `evaluation took longer than ${budget.ms} ms; is a loop without an end?`;
  if (jsonataCode === 'D2014' || jsonataCode === 'D2015') return `a sequence grew past ${budget.items} items`;
  // The package's words are about operators; what is met is nearly always a bracket, a comma or a semicolon that comes too early.
  if (jsonataCode === 'S0211' && typeof error.token === 'string')
    return `an expression is missing before ${error.token}`;
  const message = String(error.message).replace(', got "(end)"', ' before the end of the expression');
  if (NAMES_NO_VALUE.has(jsonataCode) && 'value' in error) return `${message}; it is ${describeValue(error.value)}`;
  return message;
}
