import { TemplateError } from '../diagnostics/template-error.ts';
import { checkSourceSize } from '../languages/check-source-size.ts';
import type { CompileRequest, Language, RenderContext } from '../languages/language.ts';
import { traceText } from './handlebars/trace-text.ts';
import { traceValue } from './jsonata/trace/trace-value.ts';
import type { Trace } from './lineage.ts';

export interface TraceRequest extends Omit<CompileRequest, 'allowEval'> {
  language: Language;
}

/** Renders a template once, and says where each place of its output came from. Rejects with TemplateError. */
export async function traceTemplate(
  { language, format, formatPort, ...request }: TraceRequest,
  payload: unknown,
  { event, customer, trigger }: RenderContext,
): Promise<Trace> {
  const tooLarge = checkSourceSize(request.source, request.budget.sourceBytes);
  if (tooLarge.length > 0) throw new TemplateError('compile', tooLarge);
  const bindings = { event, customer, trigger };
  if (language === 'jsonata') return { produces: 'value', ...(await traceValue(request, payload, bindings)) };
  const escape = formatPort.escape.bind(formatPort);
  return { produces: 'text', ...traceText({ ...request, destination: format, escape }, payload, bindings) };
}
