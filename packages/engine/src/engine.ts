/**
 * The engine turns a template and a payload into the exact body to send. A template is compiled once by its language
 * (`languages/`), then rendered any number of times; what it produces is encoded or checked by its format (`formats/`).
 * What both languages can call is one set of functions (`functions/`). Languages, formats and functions meet only here.
 * Everything is bounded by a budget, and everything that goes wrong is a TemplateError whose diagnostics name a code from
 * the registry, what was met, and the place in the source.
 *
 * It is pure: no input or output, no clock but the one that time budgets need, the same in Node, in workers and in the page.
 * A budget holds what evaluation can count; work that must be stopped from outside belongs in a process that can be killed.
 */
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { TemplateError } from './diagnostics/template-error.ts';
import { createCsvFormat } from './formats/csv.ts';
import { formFormat } from './formats/form.ts';
import type { Format, FormatOptions, FormatPort } from './formats/format.ts';
import { htmlFormat } from './formats/html.ts';
import { jsonFormat } from './formats/json.ts';
import { queryFormat } from './formats/query.ts';
import { textFormat } from './formats/text.ts';
import { xmlFormat } from './formats/xml.ts';
import { createFunctions } from './functions/functions.ts';
import { checkSourceSize } from './languages/check-source-size.ts';
import { compileStringWith } from './languages/handlebars/compile-string.ts';
import type { CompiledString, StringEscaping } from './languages/handlebars/compile-string.ts';
import { handlebarsLanguage } from './languages/handlebars/handlebars.ts';
import { formatPicture } from './languages/jsonata/format-picture.ts';
import { jsonataLanguage } from './languages/jsonata/jsonata.ts';
import type { Language, LanguagePort, Partials, RenderContext } from './languages/language.ts';
import type { Trace } from './lineage/lineage.ts';
import { traceTemplate } from './lineage/trace-template.ts';
import { completeBudget, DEFAULT_BUDGET } from './runtime/budget.ts';
import type { Budget } from './runtime/budget.ts';
import type { Shape } from './shapes/shape.ts';

const languages: Record<Language, LanguagePort> = { jsonata: jsonataLanguage, handlebars: handlebarsLanguage };
const functions = createFunctions({ formatPicture });
const csvFormats = { escape: createCsvFormat('escape'), keep: createCsvFormat('keep') };
const formats: Record<Exclude<Format, 'csv'>, FormatPort> = {
  json: jsonFormat,
  form: formFormat,
  query: queryFormat,
  xml: xmlFormat,
  text: textFormat,
  html: htmlFormat,
};

export interface Template {
  language: Language;
  source: string;
  format: Format;
  formatOptions?: FormatOptions | undefined;
  /** What other templates call it by: with it, a call that leads back here is found. */
  name?: string | undefined;
  /** The templates that a Handlebars template may call with `{{> name}}`; those that are called, and those they call. */
  partials?: Partials | undefined;
}

export interface Rendered {
  /** The value that the body stands for. */
  value?: unknown;
  body: string;
  /** For the Content-Type header; empty where there is no body to describe (`query`). */
  contentType: string;
  /** With format `query`: what goes into the URL, percent-encoded, without a leading `?` or `&`. Else absent. */
  query?: string;
  /** Warnings; errors are thrown. */
  diagnostics: Diagnostic[];
}

export interface Program {
  readonly language: Language;
  readonly format: Format;
  /** Warnings from compilation. */
  readonly diagnostics: Diagnostic[];
  /** Rejects with TemplateError. Any number of renders may be under way at once. */
  render(payload: unknown, context?: RenderContext): Promise<Rendered>;
  /** The JSONata value, undefined when nothing matched; for Handlebars the rendered text. Rejects with TemplateError. */
  evaluate(payload: unknown, bindings?: Record<string, unknown>): Promise<unknown>;
}

export interface CompileOptions {
  budget?: Budget;
  /** Lets JSONata's `$eval` run text as an expression. Off unless said. */
  allowEval?: boolean;
}

/** Compiles a template. Throws TemplateError with every error found. */
export function compile(template: Template, options: CompileOptions = {}): Program {
  const { language, source, format, formatOptions, name, partials = {} } = template;
  const budget = completeBudget(options.budget);
  const tooLarge = checkSourceSize(source, budget.sourceBytes);
  if (tooLarge.length > 0) throw new TemplateError('compile', tooLarge);
  const formatPort = selectFormat(format, formatOptions);
  const compiled = languages[language].compile({
    source,
    format,
    name,
    partials,
    formatPort,
    budget,
    allowEval: options.allowEval ?? false,
    functions,
  });
  return {
    language,
    format,
    diagnostics: compiled.warnings,
    async render(payload, { event, customer, trigger } = {}) {
      const { value, diagnostics } = await compiled.evaluate(payload, { event, customer, trigger });
      const encoded =
        compiled.produces === 'text' && typeof value === 'string'
          ? formatPort.accept(value, budget.outputBytes)
          : formatPort.encode(value, budget.outputBytes);
      return { ...encoded, diagnostics: [...diagnostics, ...encoded.diagnostics] };
    },
    async evaluate(payload, bindings = {}) {
      return (await compiled.evaluate(payload, bindings)).value;
    },
  };
}

/**
 * Everything that can be said about a template without a payload, in source order; with the shape of its payloads
 * (`inferShape`, `readSchema`) also what its paths mean for them. Errors are what `compile` refuses. Never throws.
 */
export function analyse({ language, source, format, name, partials = {} }: Template, shape?: Shape): Diagnostic[] {
  const tooLarge = checkSourceSize(source, DEFAULT_BUDGET.sourceBytes);
  return tooLarge.length > 0 ? tooLarge : languages[language].analyse({ source, format, name, partials }, shape);
}

/**
 * Renders a template for one payload, and says where each place of its output came from: concrete inputs, the expressions
 * that read them and those that made the output. What it lists is among `readLineage`. Rejects with TemplateError as a render
 * does; it takes several times as long.
 */
export async function trace(
  { language, source, format, formatOptions, name, partials = {} }: Template,
  payload: unknown,
  context: RenderContext = {},
  options: Pick<CompileOptions, 'budget'> = {},
): Promise<Trace> {
  const formatPort = selectFormat(format, formatOptions);
  const budget = completeBudget(options.budget);
  return traceTemplate({ language, source, format, name, partials, formatPort, budget, functions }, payload, context);
}

/** A value in a format, within the default output budget. Throws TemplateError. */
export function encode(
  value: unknown,
  format: Format,
  formatOptions?: FormatOptions,
): Pick<Rendered, 'body' | 'contentType' | 'query' | 'diagnostics'> {
  const { value: _, ...encoded } = selectFormat(format, formatOptions).encode(value, DEFAULT_BUDGET.outputBytes);
  return encoded;
}

/**
 * A Handlebars string for a URL (`percent`: what is inserted is percent-encoded, RFC 3986 unreserved characters stay) or
 * for a header value or subject (`none`). Throws TemplateError.
 */
export function compileString(source: string, escaping: StringEscaping): CompiledString {
  return compileStringWith(source, escaping, functions);
}

function selectFormat(format: Format, { csvFormulas = 'escape' }: FormatOptions = {}): FormatPort {
  return format === 'csv' ? csvFormats[csvFormulas] : formats[format];
}
