import { defineBuiltIn, example, fromContext, optional, required } from './define-built-in.ts';
import type { BuiltInDefinition } from './define-built-in.ts';

const group = 'Values';
const value = fromContext('value', 'anything', 'The value.');

export const valueFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'boolean',
    group,
    text: 'Whether the value counts as true. `""`, `0`, `null`, `{}`, `[]` and arrays of nothing but such values do not; the text `"0"` does.',
    parameters: [value],
    returns: 'a boolean',
    examples: [example('$boolean("0")', true), example('$boolean([])', false)],
    facts: { gives: 'boolean', condition: true },
  }),
  defineBuiltIn({
    name: 'not',
    group,
    text: 'True where the value counts as false, as `$boolean` has it.',
    parameters: [value],
    returns: 'a boolean',
    examples: [example('$not(paid)', true, { paid: false })],
    facts: { gives: 'boolean', condition: true },
  }),
  defineBuiltIn({
    name: 'exists',
    group,
    text: 'Whether there is a value at all; `null` is one.',
    parameters: [required('value', 'anything', 'The value.')],
    returns: 'a boolean',
    examples: [example('$exists(email)', false), example('$exists(email)', true, { email: null })],
    facts: { gives: 'boolean' },
  }),
  defineBuiltIn({
    name: 'type',
    group,
    text: 'The type of the value: `"string"`, `"number"`, `"boolean"`, `"null"`, `"array"`, `"object"` or `"function"`; nothing for nothing.',
    parameters: [required('value', 'anything', 'The value.')],
    returns: 'text',
    examples: [example('$type(total)', 'string', { total: '12.50' })],
    facts: { gives: 'string' },
  }),
  defineBuiltIn({
    name: 'error',
    group,
    text: 'Stops the template with an error.',
    parameters: [optional('message', 'text', 'What the error says.')],
    returns: 'nothing',
    examples: [{ jsonata: '$error("no total")', payload: {}, failure: 'no total' }],
    facts: {},
  }),
  defineBuiltIn({
    name: 'assert',
    group,
    text: 'Stops the template with an error unless the condition is true.',
    parameters: [
      required('condition', 'boolean', 'What must be true.'),
      optional('message', 'text', 'What the error says.'),
    ],
    returns: 'nothing',
    examples: [
      example('$assert(total > 0, "no total")', undefined, { total: 5 }),
      { jsonata: '$assert(total > 0, "no total")', payload: { total: 0 }, failure: 'no total' },
    ],
    facts: {},
  }),
];
