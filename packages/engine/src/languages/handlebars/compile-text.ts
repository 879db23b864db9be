import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { TemplateError } from '../../diagnostics/template-error.ts';
import type { TemplateFunction } from '../../functions/functions.ts';
import type { Budget } from '../../runtime/budget.ts';
import { decimalText } from '../../runtime/decimal-text.ts';
import type { Partials } from '../language.ts';
import type { Destination } from './check-tree.ts';
import { compileInEnvironment } from './environment.ts';
import type { EnvironmentParts, RenderText } from './environment.ts';
import { explainParseError } from './locate-parse-error.ts';
import { Meter } from './meter.ts';
import { linkPartials } from './partials/link-partials.ts';
import { Sources } from './sources.ts';

interface RenderedText {
  text: string;
  diagnostics: Diagnostic[];
}

interface CompiledText {
  warnings: Diagnostic[];
  /** Throws TemplateError with phase `render`. */
  render(payload: unknown, bindings: Record<string, unknown>): RenderedText;
}

export interface TextRequest {
  source: string;
  destination: Destination;
  /** What every inserted text goes through; `warn` hears of what it had to leave out. */
  escape: (text: string, warn: (diagnostic: Diagnostic) => void) => string;
  budget: Required<Budget>;
  functions: readonly TemplateFunction[];
  /** What other templates call it by. */
  name?: string | undefined;
  /** What it may call; left out where nothing can be called. */
  partials?: Partials | undefined;
}

/** Checks and compiles a Handlebars template. Throws TemplateError. */
export function compileText(request: TextRequest): CompiledText {
  const { source, destination, escape, budget, functions, name, partials } = request;
  const linked = linkPartials({ source, destination, name, partials, sourceBytes: budget.sourceBytes });
  const found = linked.diagnostics;
  if (found.some((diagnostic) => diagnostic.severity === 'error')) throw new TemplateError('compile', found);
  // Rendering is synchronous, so at most one render of this template writes here at a time.
  let objects = 0;
  /** By message: a warning that every item of a loop repeats is said once. */
  const warnings = new Map<string, Diagnostic>();
  const warn = (diagnostic: Diagnostic): void => {
    warnings.set(diagnostic.message, diagnostic);
  };
  const write = (value: unknown): string => {
    if (value === null) return '';
    if (Array.isArray(value)) return value.map(write).join(',');
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return decimalText(value);
    if (typeof value === 'boolean') return `${value}`;
    if (typeof value !== 'object') return '';
    objects++;
    return '[object Object]';
  };
  const meter = new Meter(budget);
  const insert = (value: unknown): string => {
    const text = write(value);
    meter.countInsert(text);
    return escape(text, warn);
  };
  const renderText = compileChecked(new Sources(source, linked.partials), { insert, meter, functions });
  return {
    warnings: found,
    render(payload, bindings) {
      objects = 0;
      warnings.clear();
      try {
        const text = renderText(payload, bindings);
        return { text, diagnostics: [...(objects === 0 ? [] : [describeObjects(objects)]), ...warnings.values()] };
      } catch (error) {
        throw explainRenderFailure(error);
      }
    },
  };
}

function compileChecked(sources: Sources, parts: EnvironmentParts): RenderText {
  try {
    return compileInEnvironment(sources, parts);
  } catch (error) {
    throw new TemplateError('compile', [explainParseError(error, sources.main)], { cause: error });
  }
}

function describeObjects(count: number): Diagnostic {
  const subject = count === 1 ? 'an object was' : `${count} objects were`;
  return diagnose('object-inserted', `${subject} inserted as text, "[object Object]": name one of its fields`);
}

function explainRenderFailure(error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TemplateError('render', [diagnose('evaluation-failed', `rendering failed: ${message}`)], { cause: error });
}
