import { arrayFunctions } from './array-functions.ts';
import type { BuiltInDefinition, BuiltInReference } from './define-built-in.ts';
import { encodingFunctions } from './encoding-functions.ts';
import { itemFunctions } from './item-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { objectFunctions } from './object-functions.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';
import { valueFunctions } from './value-functions.ts';

/** Every function of the jsonata package, by name: what people are told of it, and what the analysis knows. */
export const builtInFunctions: ReadonlyMap<string, BuiltInDefinition> = new Map(
  [
    ...textFunctions,
    ...encodingFunctions,
    ...numberFunctions,
    ...arrayFunctions,
    ...objectFunctions,
    ...valueFunctions,
    ...timeFunctions,
    ...itemFunctions,
  ].map((definition) => [definition.name, definition]),
);

/** The functions as people read of them: the reference page, completion and hover in the editor. */
export const builtInReference: readonly BuiltInReference[] = [...builtInFunctions.values()].map(
  ({ name, group, signature, text, parameters, returns, examples }) => ({
    name,
    group,
    signature,
    text,
    parameters,
    returns,
    examples,
  }),
);
