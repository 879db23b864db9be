import { defineBuiltIn, example, fromContext, optional, required } from './define-built-in.ts';
import type { BuiltInDefinition } from './define-built-in.ts';

const group = 'Objects';
const object = fromContext('object', 'object', 'The object.');
const callback = 'Is given the value and the name of each field, `function($value, $name) { … }`.';

export const objectFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'keys',
    group,
    text: 'The names of the fields; of an array of objects, each name once.',
    parameters: [fromContext('object', 'object or array of objects', 'The object.')],
    returns: 'an array of text',
    examples: [example('$keys(order)', ['id', 'total'], { order: { id: 7, total: '25.00' } })],
    facts: {},
  }),
  defineBuiltIn({
    name: 'lookup',
    group,
    text: 'The field with that name; of an array of objects, the field of each.',
    parameters: [
      fromContext('object', 'object or array of objects', 'The object.'),
      required('name', 'text', 'The name of the field.'),
    ],
    returns: 'the value of the field',
    examples: [example('$lookup({ "US": "01", "CA": "02" }, country)', '02', { country: 'CA' })],
    facts: {},
  }),
  defineBuiltIn({
    name: 'spread',
    group,
    text: 'An object of its own for each field.',
    parameters: [fromContext('object', 'object or array of objects', 'The object.')],
    returns: 'an array of objects',
    examples: [example('$spread({ "a": 1, "b": 2 })', [{ a: 1 }, { b: 2 }])],
    facts: {},
  }),
  defineBuiltIn({
    name: 'merge',
    group,
    text: 'One object of many; where several have a field, the last one’s is kept.',
    parameters: [required('array', 'array of objects', 'The objects.')],
    returns: 'an object',
    examples: [example('$merge([{ "a": 1, "b": 2 }, { "b": 3 }])', { a: 1, b: 3 })],
    facts: {},
  }),
  defineBuiltIn({
    name: 'sift',
    group,
    text: 'The object with only those fields for which the function gives true.',
    parameters: [object, optional('function', 'function', callback)],
    returns: 'an object',
    examples: [
      example('$sift(order, function($value, $name) { $name != "note" })', { id: 7 }, { order: { id: 7, note: '' } }),
    ],
    facts: {},
  }),
  defineBuiltIn({
    name: 'each',
    group,
    text: 'What the function gives for each field.',
    parameters: [object, required('function', 'function', callback)],
    returns: 'an array',
    examples: [
      example('$each(order, function($value, $name) { $name & "=" & $value })', ['id=7', 'qty=2'], {
        order: { id: 7, qty: 2 },
      }),
    ],
    facts: {},
  }),
  defineBuiltIn({
    name: 'clone',
    group,
    text: 'A copy of the object or array. `| … |` makes its own copy and needs none.',
    parameters: [fromContext('value', 'object or array', 'What to copy.')],
    returns: 'the copy',
    examples: [example('$clone({ "a": 1 })', { a: 1 })],
    facts: {},
  }),
];
