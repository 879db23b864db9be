import { TemplateError } from '../../diagnostics/template-error.ts';
import type { TemplateFunction } from '../../functions/functions.ts';
import { DEFAULT_BUDGET } from '../../runtime/budget.ts';
import { checkSourceSize } from '../check-source-size.ts';
import type { RenderContext } from '../language.ts';
import { compileText } from './compile-text.ts';

/** How a value is escaped on its way into the string. */
export type StringEscaping = 'percent' | 'none';

export interface CompiledString {
  /** Throws TemplateError. */
  render(payload: unknown, context?: RenderContext): string;
}

/** Throws TemplateError. */
export function compileStringWith(
  source: string,
  escaping: StringEscaping,
  functions: readonly TemplateFunction[],
): CompiledString {
  const tooLarge = checkSourceSize(source, DEFAULT_BUDGET.sourceBytes);
  if (tooLarge.length > 0) throw new TemplateError('compile', tooLarge);
  const isUrl = escaping === 'percent';
  const compiled = compileText({
    source,
    destination: isUrl ? 'url' : 'text',
    escape: isUrl ? encodePercent : (text) => text,
    budget: DEFAULT_BUDGET,
    functions,
  });
  return {
    render: (payload, { event, customer, trigger } = {}) => compiled.render(payload, { event, customer, trigger }).text,
  };
}

/** A lone surrogate has no UTF-8 form and becomes U+FFFD, as it does in a request body. */
function encodePercent(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
