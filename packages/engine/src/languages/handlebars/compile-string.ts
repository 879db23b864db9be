import { TemplateError } from '../../diagnostics/template-error.ts';
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

/**
 * A Handlebars string for a URL (`percent`: what is inserted is percent-encoded, RFC 3986 unreserved characters stay) or
 * for a header value or subject (`none`). Throws TemplateError.
 */
export function compileString(source: string, escaping: StringEscaping): CompiledString {
  const tooLarge = checkSourceSize(source, DEFAULT_BUDGET.sourceBytes);
  if (tooLarge.length > 0) throw new TemplateError('compile', tooLarge);
  const isUrl = escaping === 'percent';
  const compiled = compileText(source, isUrl ? 'url' : 'other', isUrl ? encodePercent : (text) => text, DEFAULT_BUDGET);
  return {
    render: (payload, { event, customer, trigger } = {}) => compiled.render(payload, { event, customer, trigger }).text,
  };
}

/** A lone surrogate has no UTF-8 form and becomes U+FFFD, as it does in a request body. */
function encodePercent(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
