import { defineBuiltIn, example, optional, required } from './define-built-in.ts';
import type { BuiltInDefinition } from './define-built-in.ts';

const group = 'Functions of items';
const array = required('array', 'array', 'The items.');
const each = 'Is given each item, its position from 0 and the array: `function($item, $index) { … }`.';
const ITEMS = {
  items: [
    { sku: 'A', qty: 2 },
    { sku: 'B', qty: 1 },
  ],
};

export const itemFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'map',
    group,
    text: 'What the function gives for each item. Items for which it gives nothing are left out; one item alone is no array, so put it in `[ ]` where an array is wanted.',
    parameters: [array, required('function', 'function', each)],
    returns: 'an array; the value itself where there is one',
    examples: [
      example('$map([1, 2, 3], function($n) { $n * $n })', [1, 4, 9]),
      example('$map(items, function($item, $index) { $index + 1 & ". " & $item.sku })', ['1. A', '2. B'], ITEMS),
    ],
    facts: {},
  }),
  defineBuiltIn({
    name: 'filter',
    group,
    text: 'The items for which the function gives true.',
    parameters: [array, required('function', 'function', each)],
    returns: 'an array; the item itself where there is one',
    examples: [example('$filter(items, function($item) { $item.qty > 1 }).sku', 'A', ITEMS)],
    facts: {},
  }),
  defineBuiltIn({
    name: 'single',
    group,
    text: 'The one item for which the function gives true; an error where there is none, or more than one.',
    parameters: [array, optional('function', 'function', each)],
    returns: 'the item',
    examples: [example('$single(items, function($item) { $item.sku = "B" }).qty', 1, ITEMS)],
    facts: {},
  }),
  defineBuiltIn({
    name: 'reduce',
    group,
    text: 'One value of all items: the function is given what it gave before and the next item.',
    parameters: [
      array,
      required('function', 'function', 'Takes at least two: `function($before, $item) { … }`.'),
      optional('init', 'anything', 'What comes before the first item; without it, the first item does.'),
    ],
    returns: 'what the function gives last',
    examples: [
      example('$reduce([1, 2, 3, 4], function($before, $n) { $before * $n })', 24),
      example('$reduce(items, function($sum, $item) { $sum + $item.qty }, 10)', 13, ITEMS),
    ],
    facts: {},
  }),
];
