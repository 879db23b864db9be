import { dateFunction } from './date.ts';
import { defaultFunction } from './default.ts';
import type { FunctionDefinition, FunctionReference, FunctionTools } from './define-function.ts';
import { moneyFunction } from './money.ts';
import { tableFunction } from './table.ts';

/** The functions that templates of every language have. */
export const functionDefinitions: readonly FunctionDefinition[] = [
  dateFunction,
  moneyFunction,
  defaultFunction,
  tableFunction,
];

/** The functions as people read of them: the reference page, completion and hover in the editor. */
export const functionReference: readonly FunctionReference[] = functionDefinitions.map(
  ({ name, signature, text, parameters, returns, examples }) => ({
    name,
    signature,
    text,
    parameters,
    returns,
    examples,
  }),
);

/** A function of the set, ready to be called. */
export interface TemplateFunction {
  readonly definition: FunctionDefinition;
  /** Throws FunctionError. */
  readonly call: (args: readonly unknown[]) => unknown;
}

export function createFunctions(tools: FunctionTools): TemplateFunction[] {
  return functionDefinitions.map((definition) => ({
    definition,
    call: (args) => definition.evaluate(args, tools),
  }));
}
