import { expect, test } from 'vitest';
import { readJsonataTokens } from './tokens-jsonata.ts';

function listTokens(source: string): string[] {
  return readJsonataTokens(source).map(({ start, end, type, modifiers }) =>
    [source.slice(start, end), type, ...modifiers].join(' '),
  );
}

test.each([
  ['order.id', ['order path', '. delimiter', 'id path']],
  ['{ "a": 1 }', ['{ delimiter', '"a" key', ': delimiter', '1 number', '} delimiter']],
  ['a ? "b" : null', ['a path', '? condition', '"b" string', ': condition', 'null constant']],
  ['a."b c".`d`', ['a path', '. delimiter', '"b c" path', '. delimiter', '`d` path']],
  ['/* c */ /x/i', ['/* c */ comment', '/x/i regexp']],
  ['a and b', ['a path', 'and condition', 'b path']],
  ['a * b', ['a path', '* operator', 'b path']],
  ['*.%', ['* path', '. delimiter', '% path']],
  [
    '$sum($$.a)',
    ['$sum function builtIn', '( delimiter', '$$ variable builtIn', '. delimiter', 'a path', ') delimiter'],
  ],
  ['$x := 1', ['$x variable definition', ':= operator', '1 number']],
  ['$nobody + $customer', ['$nobody variable unknown', '+ operator', '$customer variable builtIn']],
  [
    'function($v) { $v }',
    [
      'function loop',
      '( delimiter',
      '$v parameter definition',
      ') delimiter',
      '{ delimiter',
      '$v parameter',
      '} delimiter',
    ],
  ],
])('%s', (source, tokens) => {
  expect(listTokens(source)).toEqual(tokens);
});

test('a variable that is called is a function', () => {
  expect(listTokens('( $f := function() { 1 }; $f() )')).toContain('$f function');
});

test('text that does not parse', () => {
  expect(listTokens('{ "a": $sum(')).toEqual([
    '{ delimiter',
    '"a" key',
    ': delimiter',
    '$sum function builtIn',
    '( delimiter',
  ]);
});
