import { defineBuiltIn, example, optional, required } from './define-built-in.ts';
import type { BuiltInDefinition, BuiltInFacts } from './define-built-in.ts';

const group = 'Arrays';
const total: BuiltInFacts = { gives: 'number', takes: 'number', list: true };
const numbers = required('array', 'array of numbers', 'The numbers.');
const array = required('array', 'array', 'The items.');
const ITEMS = { items: [{ qty: 2 }, { qty: 1 }] };

export const arrayFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'sum',
    group,
    text: 'The numbers added up; 0 for an empty array.',
    parameters: [numbers],
    returns: 'a number',
    examples: [example('$sum([5, 1, 3])', 9), example('$sum(items.qty)', 3, ITEMS)],
    facts: total,
  }),
  defineBuiltIn({
    name: 'max',
    group,
    text: 'The greatest of the numbers; nothing for an empty array.',
    parameters: [numbers],
    returns: 'a number',
    examples: [example('$max([5, 1, 3])', 5)],
    facts: total,
  }),
  defineBuiltIn({
    name: 'min',
    group,
    text: 'The least of the numbers; nothing for an empty array.',
    parameters: [numbers],
    returns: 'a number',
    examples: [example('$min([5, 1, 3])', 1)],
    facts: total,
  }),
  defineBuiltIn({
    name: 'average',
    group,
    text: 'The mean of the numbers; nothing for an empty array.',
    parameters: [numbers],
    returns: 'a number',
    examples: [example('$average([5, 1, 3])', 3)],
    facts: total,
  }),
  defineBuiltIn({
    name: 'count',
    group,
    text: 'How many items there are: 0 for nothing, 1 for a value that is no array.',
    parameters: [array],
    returns: 'a number',
    examples: [example('$count(items)', 2, ITEMS), example('$count("one")', 1)],
    facts: { gives: 'number' },
  }),
  defineBuiltIn({
    name: 'append',
    group,
    text: 'The items of both, one after the other.',
    parameters: [
      required('first', 'anything', 'An array or a value.'),
      required('second', 'anything', 'What follows.'),
    ],
    returns: 'an array',
    examples: [example('$append([1, 2], [3])', [1, 2, 3]), example('$append("Hello", "World")', ['Hello', 'World'])],
    facts: {},
  }),
  defineBuiltIn({
    name: 'sort',
    group,
    text: 'The items in order: numbers by size, texts by their characters; other items need a function, which says whether two items must change places.',
    parameters: [
      array,
      optional('function', 'function', 'Is given two items, `function($l, $r) { $l.qty > $r.qty }`.'),
    ],
    returns: 'an array',
    examples: [
      example('$sort([3, 1, 2])', [1, 2, 3]),
      example('$sort(items, function($l, $r) { $l.qty > $r.qty }).qty', [1, 2], ITEMS),
    ],
    facts: {},
  }),
  defineBuiltIn({
    name: 'reverse',
    group,
    text: 'The items from the last to the first.',
    parameters: [array],
    returns: 'an array',
    examples: [example('$reverse([1, 2, 3])', [3, 2, 1])],
    facts: {},
  }),
  defineBuiltIn({
    name: 'shuffle',
    group,
    text: 'The items in random order.',
    parameters: [array],
    returns: 'an array',
    examples: [example('$count($shuffle([1, 2, 3]))', 3)],
    facts: {},
  }),
  defineBuiltIn({
    name: 'distinct',
    group,
    text: 'The items without repeats, each where it comes first.',
    parameters: [required('array', 'anything', 'The items; a value that is no array stays as it is.')],
    returns: 'an array',
    examples: [example('$distinct([1, 2, 1, 3])', [1, 2, 3])],
    facts: {},
  }),
  defineBuiltIn({
    name: 'zip',
    group,
    text: 'The first items of all arrays, then the second ones, and so on, as many as the shortest array has. It takes any number of arrays.',
    parameters: [array, optional('array2', 'array', 'Another array; there may be more.')],
    returns: 'an array of arrays',
    examples: [
      example('$zip([1, 2], ["a", "b"])', [
        [1, 'a'],
        [2, 'b'],
      ]),
    ],
    facts: {},
  }),
];
