import { functionReference } from '../functions/functions.ts';
import type { FunctionReference } from '../functions/define-function.ts';
import { helperReference } from '../languages/handlebars/helper-reference.ts';
import type { HelperReference } from '../languages/handlebars/helper-reference.ts';
import { builtInFunctions } from '../languages/jsonata/built-ins/built-in-functions.ts';
import type { BuiltInReference } from '../languages/jsonata/built-ins/define-built-in.ts';
import type { Language } from '../languages/language.ts';

export interface DescribedParameter {
  readonly name: string;
  /** The kinds of value it takes, for people. */
  readonly type: string;
  readonly text: string;
  readonly isOptional: boolean;
  /** Left out, it is what the call is a step of. */
  readonly isFromContext: boolean;
}

/** A function as one language calls it. */
export interface DescribedFunction {
  /** Without the dollar sign of JSONata. */
  readonly name: string;
  readonly signature: string;
  /** Markdown: what it does. */
  readonly text: string;
  /** Markdown: the text, examples with their results, its arguments. */
  readonly documentation: string;
  readonly parameters: readonly DescribedParameter[];
  readonly isBlock: boolean;
}

/** The functions that a language has, by name: those of Postmap first. */
export const describedFunctions: Readonly<Record<Language, ReadonlyMap<string, DescribedFunction>>> = {
  jsonata: byName([
    ...functionReference.map((entry) => describeOwn(entry, 'jsonata')),
    ...[...builtInFunctions.values()].map((entry) => describeBuiltIn(entry)),
  ]),
  handlebars: byName([
    ...functionReference.map((entry) => describeOwn(entry, 'handlebars')),
    ...helperReference.map((entry) => describeHelper(entry)),
  ]),
};

function byName(functions: readonly DescribedFunction[]): ReadonlyMap<string, DescribedFunction> {
  return new Map(functions.map((described) => [described.name, described]));
}

function describeOwn(
  { name, signature, text, parameters, examples }: FunctionReference,
  language: Language,
): DescribedFunction {
  const shown = examples.map((example) => writeExample(example[language], example.payload, example.result));
  const described = parameters.map(({ optional, ...rest }) => ({
    ...rest,
    isOptional: optional === true,
    isFromContext: false,
  }));
  const documentation = writeDocumentation(language, text, shown, described);
  return { name, signature: signature[language], text, documentation, parameters: described, isBlock: false };
}

function describeBuiltIn({ name, signature, text, parameters, examples }: BuiltInReference): DescribedFunction {
  const shown = examples.map(({ jsonata, payload, result, failure }) =>
    failure === undefined
      ? writeExample(jsonata, payload, result)
      : `${jsonata}\n  fails: ${failure}${writePayload(payload)}`,
  );
  const described = parameters.map(({ optional, fromContext, ...rest }) => ({
    ...rest,
    isOptional: optional === true,
    isFromContext: fromContext === true,
  }));
  const documentation = writeDocumentation('jsonata', text, shown, described);
  return { name, signature, text, documentation, parameters: described, isBlock: false };
}

function describeHelper({ name, signature, text, parameters, examples, isBlock }: HelperReference): DescribedFunction {
  const shown = examples.map(({ handlebars, payload, result }) => writeExample(handlebars, payload, result));
  const described = parameters.map((parameter) => ({ ...parameter, isOptional: false, isFromContext: false }));
  const documentation = writeDocumentation('handlebars', text, shown, described);
  return { name, signature, text, documentation, parameters: described, isBlock };
}

function writeDocumentation(
  language: Language,
  text: string,
  examples: readonly string[],
  parameters: readonly DescribedParameter[],
): string {
  const list = parameters.map((parameter) => `- \`${parameter.name}\`: ${writeParameter(parameter)}`);
  const parts = [text, `\`\`\`${language}\n${examples.slice(0, 2).join('\n')}\n\`\`\``];
  return [...parts, ...(list.length === 0 ? [] : [list.join('\n')])].join('\n\n');
}

/** Markdown: what it takes and what it means. */
export function writeParameter({ type, text, isOptional, isFromContext }: DescribedParameter): string {
  const isLeftOut = isOptional ? ', may be left out' : isFromContext ? ', `$` if left out' : '';
  return `${type}${isLeftOut}. ${text}`;
}

function writeExample(call: string, payload: unknown, result: unknown): string {
  return `${call}\n  → ${result === undefined ? 'nothing' : JSON.stringify(result)}${writePayload(payload)}`;
}

function writePayload(payload: unknown): string {
  const text = JSON.stringify(payload);
  return text === '{}' ? '' : `  for ${text}`;
}
