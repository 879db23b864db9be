import type Handlebars from 'handlebars';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { TemplateError } from '../../diagnostics/template-error.ts';
import type { FunctionDefinition } from '../../functions/define-function.ts';
import { FunctionError } from '../../functions/function-error.ts';
import type { TemplateFunction } from '../../functions/functions.ts';
import { isRecord } from '../is-record.ts';
import type { Sources } from './sources.ts';

/**
 * The functions as helpers. A name alone stays a field, as it is for every other name: `{{date}}` is the payload's `date`.
 * Named arguments, `zone="UTC"`, fill the parameter of that name.
 */
export function registerFunctions(
  environment: typeof Handlebars,
  functions: readonly TemplateFunction[],
  sources: Sources,
): void {
  const { blockHelperMissing } = environment.helpers;
  for (const { definition, call } of functions) {
    environment.registerHelper(
      definition.name,
      function callFunction(this: unknown, ...parameters: unknown[]): unknown {
        const options: unknown = parameters.at(-1);
        const positional = parameters.slice(0, -1);
        const hash = isRecord(options) && isRecord(options.hash) ? options.hash : {};
        if (positional.length === 0 && Object.keys(hash).length === 0) {
          const field: unknown =
            isRecord(this) && Object.hasOwn(this, definition.name) ? this[definition.name] : undefined;
          const isBlock = isRecord(options) && typeof options.fn === 'function' && blockHelperMissing !== undefined;
          return isBlock ? Reflect.apply(blockHelperMissing, this, [field, options]) : field;
        }
        try {
          return call(arrangeArguments(definition, positional, hash));
        } catch (error) {
          if (!(error instanceof FunctionError)) throw error;
          // Handlebars tells a helper where its call stands.
          const diagnostic = diagnose(error.code, `\`${definition.name}\`: ${error.message}`);
          throw new TemplateError('render', [isRecord(options) ? sources.place(diagnostic, options) : diagnostic]);
        }
      },
    );
  }
}

/** In the order of the parameters. */
export function arrangeArguments(
  { parameters }: FunctionDefinition,
  positional: readonly unknown[],
  hash: Record<string, unknown>,
): unknown[] {
  const collects = parameters.some(({ collectsPairs }) => collectsPairs);
  // Among pairs that are collected, any name but that of an optional parameter is a key of theirs.
  const named = new Set(parameters.filter(({ optional }) => !collects || optional).map(({ name }) => name));
  const pairs = Object.entries(hash).filter(([name]) => !named.has(name));
  return parameters.map(({ name, collectsPairs }, index) => {
    if (named.has(name) && Object.hasOwn(hash, name)) return hash[name];
    if (index < positional.length) return positional[index];
    return collectsPairs === true ? Object.fromEntries(pairs) : undefined;
  });
}
