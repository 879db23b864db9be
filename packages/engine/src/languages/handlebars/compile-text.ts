import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { TemplateError } from '../../diagnostics/template-error.ts';
import type { Budget } from '../../runtime/budget.ts';
import { checkTemplate } from './check-template.ts';
import type { Destination } from './check-template.ts';
import { compileInEnvironment } from './environment.ts';
import type { RenderText } from './environment.ts';
import { explainParseError } from './locate-parse-error.ts';
import { Meter } from './meter.ts';

interface RenderedText {
  text: string;
  diagnostics: Diagnostic[];
}

interface CompiledText {
  warnings: Diagnostic[];
  /** Throws TemplateError with phase `render`. */
  render(payload: unknown, bindings: Record<string, unknown>): RenderedText;
}

/** Checks and compiles a Handlebars template whose inserted text goes through `escape`. Throws TemplateError. */
export function compileText(
  source: string,
  destination: Destination,
  escape: (text: string) => string,
  budget: Required<Budget>,
): CompiledText {
  const found = checkTemplate(source, destination);
  if (found.some((diagnostic) => diagnostic.severity === 'error')) throw new TemplateError('compile', found);
  // Rendering is synchronous, so at most one render of this template writes here at a time.
  let objects = 0;
  const write = (value: unknown): string => {
    if (value === null) return '';
    if (Array.isArray(value)) return value.map(write).join(',');
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
    if (typeof value !== 'object') return '';
    objects++;
    return '[object Object]';
  };
  const meter = new Meter(budget);
  const insert = (value: unknown): string => {
    const text = write(value);
    meter.countInsert(text);
    return escape(text);
  };
  const renderText = compileChecked(source, insert, meter);
  return {
    warnings: found,
    render(payload, bindings) {
      objects = 0;
      try {
        const text = renderText(payload, bindings);
        return { text, diagnostics: objects === 0 ? [] : [describeObjects(objects)] };
      } catch (error) {
        throw explainRenderFailure(error);
      }
    },
  };
}

function compileChecked(source: string, insert: (value: unknown) => string, meter: Meter): RenderText {
  try {
    return compileInEnvironment(source, insert, meter);
  } catch (error) {
    throw new TemplateError('compile', [explainParseError(error, source)], { cause: error });
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
