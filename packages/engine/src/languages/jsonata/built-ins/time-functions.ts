import { defineBuiltIn, example, fromContext, optional } from './define-built-in.ts';
import type { BuiltInDefinition } from './define-built-in.ts';

const group = 'Time';
const picture = optional('picture', 'text', 'How it is written, `[Y0001]-[M01]-[D01]`; ISO 8601 unless given.');
const zone = optional('timezone', 'text', 'An offset such as `"+0200"`; UTC unless given.');

export const timeFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'now',
    group,
    text: 'The time when rendering began, as text; the same in all of the template.',
    parameters: [picture, zone],
    returns: 'text',
    examples: [example('$length($now())', 24), example('$now("[Y0001]") = $now("[Y0001]")', true)],
    facts: { gives: 'string' },
  }),
  defineBuiltIn({
    name: 'millis',
    group,
    text: 'The time when rendering began, in milliseconds since 1970; the same in all of the template.',
    parameters: [],
    returns: 'a number',
    examples: [example('$millis() = $millis()', true)],
    facts: { gives: 'number' },
  }),
  defineBuiltIn({
    name: 'fromMillis',
    group,
    text: 'Milliseconds since 1970 as text. `$date` does the same and knows time zones by name.',
    parameters: [fromContext('number', 'number', 'The milliseconds.'), picture, zone],
    returns: 'text',
    examples: [
      example('$fromMillis(1510067557121)', '2017-11-07T15:12:37.121Z'),
      example('$fromMillis(1510067557121, "[M01]/[D01]/[Y0001] [h#1]:[m01][P]")', '11/07/2017 3:12pm'),
    ],
    facts: { gives: 'string', takes: 'number', passesAbsence: true },
  }),
  defineBuiltIn({
    name: 'toMillis',
    group,
    text: 'The milliseconds since 1970 of a time that is ISO 8601, or written by the picture.',
    parameters: [fromContext('text', 'text', 'The time.'), picture],
    returns: 'a number',
    examples: [
      example('$toMillis("2017-11-07T15:07:54.972Z")', 1_510_067_274_972),
      example('$toMillis("04/15/2021", "[M01]/[D01]/[Y0001]")', 1_618_444_800_000),
    ],
    facts: { gives: 'number', takes: 'string', passesAbsence: true },
  }),
];
