import { typesOf } from './shape.ts';
import type { Shape, ValueType } from './shape.ts';

const WORDS: Readonly<Record<ValueType, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  object: 'an object',
  array: 'an array',
};

const SHOWN = 30;

export function describeType(type: ValueType): string {
  return WORDS[type];
}

/** The types and an example for people: `text, such as "12.50"`, `a number or null`. */
export function describeShape(shape: Shape): string {
  const types = typesOf(shape).map((type) => WORDS[type]);
  // A literal is its own example.
  const isLiteral = shape.exhaustive && shape.values?.length === 1;
  const example = isLiteral ? undefined : shape.examples.find((value) => value !== null && value !== '');
  if (types.length === 0) return 'anything';
  const text = joinWords(types);
  if (example === undefined) return text;
  const shown = JSON.stringify(example);
  return `${text}, such as ${shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown}`;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
