import { renderError } from '../../diagnostics/template-error.ts';
import { FunctionError } from '../../functions/function-error.ts';
import type { TemplateFunction } from '../../functions/functions.ts';
import { isNothing } from '../../functions/is-nothing.ts';
import type { TemplatePath } from '../../languages/handlebars/analysis/template-path.ts';
import { arrangeArguments } from '../../languages/handlebars/register-functions.ts';
import { isRecord } from '../../languages/is-record.ts';
import { findHelper } from './template-tree.ts';
import type { Call, Expression } from './template-tree.ts';
import type { TraceFrame } from './trace-frame.ts';
import { computedFrom, inputsOf, readAt, selectPart, writtenValue } from './traced-value.ts';
import type { TracedValue } from './traced-value.ts';

/** What expressions of a Handlebars template give, with where it comes from. */
export class ExpressionTracer {
  private readonly functions: readonly TemplateFunction[];

  constructor(functions: readonly TemplateFunction[]) {
    this.functions = functions;
  }

  evaluate(expression: Expression, frame: TraceFrame): TracedValue {
    if (expression.kind === 'literal') return writtenValue(expression.value);
    return expression.kind === 'path' ? tracePath(expression.path, frame) : this.call(expression.call, frame);
  }

  /** The value of a path, or what a helper that is no block gives. */
  call(call: Call, frame: TraceFrame): TracedValue {
    const helper = findHelper(call, (name) => frame.parameters.has(name));
    if (helper === undefined) return tracePath(call.path, frame);
    const given = call.parameters.map((parameter) => this.evaluate(parameter, frame));
    const known = this.functions.find(({ definition }) => definition.name === helper);
    if (known !== undefined) return this.callFunction(known, call, given, frame);
    const [object, key] = given;
    if (helper !== 'lookup' || object === undefined) {
      throw renderError('evaluation-failed', `rendering failed: ${helper} needs a block and one argument`, call.span);
    }
    // Of what is nothing, nothing is looked up: it is given as it is.
    if (!object.value || key === undefined) return { ...writtenValue(object.value), controls: inputsOf(object) };
    const isName = typeof key.value === 'string' || typeof key.value === 'number';
    const part = isName ? readAt(selectPart(object, String(key.value)), call.span) : writtenValue(undefined);
    return { ...part, controls: [...part.controls, ...inputsOf(key)] };
  }

  private callFunction(
    { definition, call: evaluate }: TemplateFunction,
    call: Call,
    given: readonly TracedValue[],
    frame: TraceFrame,
  ): TracedValue {
    if (given.length === 0 && call.hash.length === 0) {
      // A name alone is a field, as it is for every other name.
      const [context] = frame.contexts;
      const field = isRecord(context.value) ? selectPart(context, definition.name) : writtenValue(undefined);
      return readAt(field, call.path.span);
    }
    const hash = call.hash.map(([name, value]) => [name, this.evaluate(value, frame)] as const);
    const [first, second] = given;
    if (definition.name === 'default' && first !== undefined && hash.length === 0) {
      const chosen = isNothing(first.value) ? (second ?? writtenValue(undefined)) : first;
      return { ...chosen, controls: [...chosen.controls, ...inputsOf(first)] };
    }
    const positional = given.map(({ value }) => value);
    const named = Object.fromEntries(hash.map(([name, { value }]) => [name, value]));
    const parts = [...given, ...hash.map(([, value]) => value)];
    try {
      return computedFrom(evaluate(arrangeArguments(definition, positional, named)), parts);
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      throw renderError(error.code, `\`${definition.name}\`: ${error.message}`, call.span);
    }
  }
}

export function tracePath(path: TemplatePath, frame: TraceFrame): TracedValue {
  const { parts, depth, isData, isExplicit, span } = path;
  const [first = '', ...rest] = parts;
  // Handlebars takes `@item` for a block parameter `item`, too.
  const parameter = isExplicit || depth > 0 || parts.length === 0 ? undefined : frame.parameters.get(first);
  if (parameter !== undefined) return readAt(rest.reduce(selectPart, parameter), span);
  if (isData) return readAt(rest.reduce(selectOfData, frame.data[depth]?.get(first) ?? writtenValue(undefined)), span);
  return readAt(parts.reduce(selectPart, frame.contexts[depth] ?? writtenValue(undefined)), span);
}

/** After `@` a path ends at what is false, empty or 0, and gives that; Handlebars does so there alone. */
function selectOfData(traced: TracedValue, part: string): TracedValue {
  const selected = selectPart(traced, part);
  return traced.value ? selected : { ...selected, value: traced.value };
}
