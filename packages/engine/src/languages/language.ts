import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Format, FormatPort } from '../formats/format.ts';
import type { TemplateFunction } from '../functions/functions.ts';
import type { Budget } from '../runtime/budget.ts';
import type { Shape } from '../shapes/shape.ts';

export const LANGUAGES = ['jsonata', 'handlebars'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Bound as `$event`, `$customer` and `$trigger` in JSONata, `@event`, `@customer` and `@trigger` in Handlebars. */
export interface RenderContext {
  event?: unknown;
  customer?: unknown;
  trigger?: unknown;
}

/** A template that others may call by its name, or why it cannot be called, as the end of "…cannot be called: ". */
export type Callable = CallableTemplate | { unavailable: string };
export interface CallableTemplate {
  language: Language;
  source: string;
  format: Format;
}

/** By name. Names that are not called do no harm: they help to find the one that was meant. */
export type Partials = Readonly<Record<string, Callable>>;

export interface AnalyseRequest {
  source: string;
  format: Format;
  /** What other templates call it by. */
  name: string | undefined;
  partials: Partials;
}

export interface CompileRequest extends AnalyseRequest {
  formatPort: FormatPort;
  budget: Required<Budget>;
  allowEval: boolean;
  /** `$name` in JSONata, helpers in Handlebars. */
  functions: readonly TemplateFunction[];
}

export interface CompiledTemplate {
  /** What `evaluate` gives: a value for the format to encode, or text that is already in the format. */
  readonly produces: 'value' | 'text';
  /** What compilation found that is worth a look but no error. */
  readonly warnings: Diagnostic[];
  /** Throws TemplateError with phase `render`. Bindings are `$name` in JSONata and `@name` in Handlebars. */
  evaluate(payload: unknown, bindings: Record<string, unknown>): Promise<{ value: unknown; diagnostics: Diagnostic[] }>;
}

/** What a template language must do; one folder each. */
export interface LanguagePort {
  /**
   * Everything that can be said about a source without a payload, in source order; more where the shape of the payloads is
   * known. Never throws.
   */
  analyse(request: AnalyseRequest, shape?: Shape): Diagnostic[];
  /** Throws TemplateError with phase `compile`. */
  compile(request: CompileRequest): CompiledTemplate;
}
