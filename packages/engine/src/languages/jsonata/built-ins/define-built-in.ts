import type { ValueType } from '../../../shapes/shape.ts';

export interface BuiltInParameter {
  readonly name: string;
  /** The kinds of value it takes, for people. */
  readonly type: string;
  readonly text: string;
  readonly optional?: boolean;
  /** Left out, it is `$`: the value that the call is a step of, as in `name.$length()`. */
  readonly fromContext?: boolean;
}

/** A call and what comes of it. Examples are on the reference page, and run as tests. */
export interface BuiltInExample {
  readonly jsonata: string;
  readonly payload: unknown;
  /** Undefined for nothing. */
  readonly result?: unknown;
  /** The message that the call fails with. */
  readonly failure?: string;
}

/** What people are told of a function that JSONata brings along. */
export interface BuiltInReference {
  readonly name: string;
  readonly group: BuiltInGroup;
  /** `$substring(text, start, length?)` */
  readonly signature: string;
  /** Markdown. */
  readonly text: string;
  readonly parameters: readonly BuiltInParameter[];
  readonly returns: string;
  readonly examples: readonly BuiltInExample[];
}

export const BUILT_IN_GROUPS = [
  'Text',
  'Numbers',
  'Arrays',
  'Objects',
  'Values',
  'Time',
  'Functions of items',
] as const;
export type BuiltInGroup = (typeof BUILT_IN_GROUPS)[number];

/** What can be said of a call without making it. */
export interface BuiltInFacts {
  /** The type of what it gives; undefined for anything. */
  readonly gives?: ValueType;
  /** The only type that its first argument may have, or the items of it for `list`. */
  readonly takes?: 'string' | 'number';
  /** Its first argument is an array of what it takes. */
  readonly list?: boolean;
  /** Nothing in gives nothing out: whether an argument is absent shows in the output. */
  readonly passesAbsence?: boolean;
  /** Its first argument is asked whether it is true. */
  readonly condition?: boolean;
}

export interface BuiltInDefinition extends BuiltInReference {
  readonly facts: BuiltInFacts;
}

/** A function of the jsonata package, written down once; its signature follows from its parameters. */
export function defineBuiltIn(definition: Omit<BuiltInDefinition, 'signature'>): BuiltInDefinition {
  const parameters = definition.parameters.map(
    (parameter) => `${parameter.name}${parameter.optional === true ? '?' : ''}`,
  );
  return { ...definition, signature: `$${definition.name}(${parameters.join(', ')})` };
}

export function required(name: string, type: string, text: string): BuiltInParameter {
  return { name, type, text };
}

export function optional(name: string, type: string, text: string): BuiltInParameter {
  return { name, type, text, optional: true };
}

export function fromContext(name: string, type: string, text: string): BuiltInParameter {
  return { name, type, text, fromContext: true };
}

export function example(jsonata: string, result: unknown, payload: unknown = {}): BuiltInExample {
  return { jsonata, result, payload };
}
