import { defineBuiltIn, example, fromContext, optional, required } from './define-built-in.ts';
import type { BuiltInDefinition, BuiltInFacts } from './define-built-in.ts';

const group = 'Text';
const facts: BuiltInFacts = { gives: 'string', takes: 'string', passesAbsence: true };
const text = fromContext('text', 'text', 'The text.');
const pattern = required('pattern', 'text or regular expression', 'What to look for.');
const limit = optional('limit', 'number', 'At most so many.');

export const textFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'string',
    group,
    text: 'The value as text. Text stays as it is; objects and arrays become JSON; numbers have at most 15 digits.',
    parameters: [
      fromContext('value', 'anything', 'The value.'),
      optional('prettify', 'boolean', 'Writes JSON on several lines.'),
    ],
    returns: 'text',
    examples: [example('$string(5)', '5'), example('$string({ "a": [1, 2] })', '{"a":[1,2]}')],
    facts: { gives: 'string', passesAbsence: true },
  }),
  defineBuiltIn({
    name: 'length',
    group,
    text: 'How many characters the text has. A character outside the basic plane, such as an emoji, counts as one.',
    parameters: [text],
    returns: 'a number',
    examples: [example('$length("Hello")', 5), example('name.$length()', 4, { name: 'Cody' })],
    facts: { gives: 'number', takes: 'string' },
  }),
  defineBuiltIn({
    name: 'substring',
    group,
    text: 'Part of the text. Positions count from 0; a negative start counts from the end.',
    parameters: [
      text,
      required('start', 'number', 'The first character to take.'),
      optional('length', 'number', 'How many characters; without it, all that follow.'),
    ],
    returns: 'text',
    examples: [example('$substring("Hello World", 3, 5)', 'lo Wo'), example('$substring("Hello World", -4)', 'orld')],
    facts,
  }),
  defineBuiltIn({
    name: 'substringBefore',
    group,
    text: 'What stands before the first `mark`; all of the text where there is none.',
    parameters: [text, required('mark', 'text', 'Where to stop.')],
    returns: 'text',
    examples: [example('$substringBefore("cody@example.com", "@")', 'cody')],
    facts,
  }),
  defineBuiltIn({
    name: 'substringAfter',
    group,
    text: 'What stands after the first `mark`; all of the text where there is none.',
    parameters: [text, required('mark', 'text', 'Where to begin.')],
    returns: 'text',
    examples: [example('$substringAfter("cody@example.com", "@")', 'example.com')],
    facts,
  }),
  defineBuiltIn({
    name: 'uppercase',
    group,
    text: 'The text in upper case.',
    parameters: [text],
    returns: 'text',
    examples: [example('$uppercase("Hello")', 'HELLO')],
    facts,
  }),
  defineBuiltIn({
    name: 'lowercase',
    group,
    text: 'The text in lower case.',
    parameters: [text],
    returns: 'text',
    examples: [example('$lowercase("Hello")', 'hello')],
    facts,
  }),
  defineBuiltIn({
    name: 'trim',
    group,
    text: 'The text without white space around it; within it, each run of white space becomes one space.',
    parameters: [text],
    returns: 'text',
    examples: [example('$trim("  Hello \\n World  ")', 'Hello World')],
    facts,
  }),
  defineBuiltIn({
    name: 'pad',
    group,
    text: 'The text made as long as `width` with spaces, or with `filling`: on the right, or on the left where the width is negative. Longer text stays as it is.',
    parameters: [
      text,
      required('width', 'number', 'How many characters; negative to fill on the left.'),
      optional('filling', 'text', 'What to fill with; a space unless given.'),
    ],
    returns: 'text',
    examples: [example('$pad("7", -3, "0")', '007'), example('$pad("foo", 5, "#")', 'foo##')],
    facts,
  }),
  defineBuiltIn({
    name: 'contains',
    group,
    text: 'Whether the text has the pattern in it.',
    parameters: [text, pattern],
    returns: 'a boolean',
    examples: [example('$contains("abracadabra", "bra")', true), example('$contains("Ship to", /SHIP/i)', true)],
    facts: { gives: 'boolean', takes: 'string' },
  }),
  defineBuiltIn({
    name: 'split',
    group,
    text: 'The parts of the text between separators.',
    parameters: [
      text,
      required('separator', 'text or regular expression', 'What stands between the parts; "" for every character.'),
      limit,
    ],
    returns: 'an array of text',
    examples: [
      example('$split("so many words", " ")', ['so', 'many', 'words']),
      example('$split("too, much;  punctuation", /[,;]\\s*/, 2)', ['too', 'much']),
    ],
    facts: { takes: 'string' },
  }),
  defineBuiltIn({
    name: 'join',
    group,
    text: 'The texts of an array, one after the other, with `separator` between them.',
    parameters: [
      required('array', 'array of text', 'The texts.'),
      optional('separator', 'text', 'What to put between them; nothing unless given.'),
    ],
    returns: 'text',
    examples: [
      example('$join(["a", "b", "c"], "-")', 'a-b-c'),
      example('$join(items.sku, ", ")', 'A, B', { items: [{ sku: 'A' }, { sku: 'B' }] }),
    ],
    facts: { gives: 'string', takes: 'string', list: true },
  }),
  defineBuiltIn({
    name: 'match',
    group,
    text: 'Where a regular expression matches: objects with `match` (the text), `index` (where it begins) and `groups` (what its brackets matched).',
    parameters: [text, required('pattern', 'regular expression', 'What to look for.'), limit],
    returns: 'an array of objects; the object itself where there is one',
    examples: [
      example('$match("ababbabbcc", /a(b+)/, 1)', { match: 'ab', index: 0, groups: ['b'] }),
      example('$match("12 of 50", /\\d+/).match', ['12', '50']),
    ],
    facts: { takes: 'string' },
  }),
  defineBuiltIn({
    name: 'replace',
    group,
    text: 'The text with another in place of each match. In the replacement, `$1` is what the first brackets matched and `$0` all of it; a function is given the match and gives the text.',
    parameters: [
      text,
      pattern,
      required('replacement', 'text or function', 'What to put there.'),
      optional('limit', 'number', 'At most so many times.'),
    ],
    returns: 'text',
    examples: [
      example('$replace("John Smith", "John", "Marc")', 'Marc Smith'),
      example('$replace("John Smith", /(\\w+)\\s(\\w+)/, "$2, $1")', 'Smith, John'),
    ],
    facts,
  }),
  defineBuiltIn({
    name: 'eval',
    group,
    text: 'Runs text as a JSONata expression. Templates are not allowed to unless evaluating text is switched on: text of a payload must not run.',
    parameters: [
      required('expression', 'text', 'The expression.'),
      optional('context', 'anything', 'What `$` is in it; the present one unless given.'),
    ],
    returns: 'what the expression gives',
    examples: [example('$eval("[1, 2, 3].($ * 2)")', [2, 4, 6])],
    facts: {},
  }),
];
