import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../diagnostics/text-edit.ts';
import { findJsonataOccurrences, renameJsonata } from './rename-jsonata.ts';

/** The caret is the `¦` in the text. */
function locate(marked: string): [source: string, offset: number] {
  const offset = marked.indexOf('¦');
  return [marked.slice(0, offset) + marked.slice(offset + 1), offset];
}

function rename(marked: string, name: string): string {
  const [source, offset] = locate(marked);
  const result = renameJsonata(source, offset, name);
  return 'edits' in result ? applyEdits(source, result.edits) : result.refusal;
}

describe('rename', () => {
  test.each([
    ['( $x¦ := 1; $x + 1 )', '( $new := 1; $new + 1 )'],
    ['( $x := 1; $x¦ + $xx )', '( $new := 1; $new + $xx )'],
    ['( $x := 1; ( $x¦ := 2; $x ) + $x )', '( $x := 1; ( $new := 2; $new ) + $x )'],
    ['( $x¦ := 1; ( $x := $x + 1; $x ) + $x )', '( $new := 1; ( $x := $new + 1; $x ) + $new )'],
    ['( $x¦ := 1; $x := $x + 1; $x )', '( $new := 1; $new := $new + 1; $new )'],
    ['$map(a, function($v¦, $i) { $v + $i })', '$map(a, function($new, $i) { $new + $i })'],
    [
      '$map(a, function($v) { $map($v, function($v¦) { $v }) })',
      '$map(a, function($v) { $map($v, function($new) { $new }) })',
    ],
    [
      '( $f¦ := function($n) { $n < 1 ? 1 : $n * $f($n - 1) }; $f(3) )',
      '( $new := function($n) { $n < 1 ? 1 : $n * $new($n - 1) }; $new(3) )',
    ],
    ['( $f := function() { $later }; $later¦ := 1; $f() )', '( $f := function() { $new }; $new := 1; $f() )'],
    [
      '( $x := 1; ( $f := function() { $x }; $a := $f(); $x¦ := 2; $f() ) )',
      '( $new := 1; ( $f := function() { $new }; $a := $f(); $new := 2; $f() ) )',
    ],
    ['a@$v¦.b[$v.c = 1].{ "d": $v }', 'a@$new.b[$new.c = 1].{ "d": $new }'],
    ['a#$i¦[$i = 1]{ "k": $i }', 'a#$new[$new = 1]{ "k": $new }'],
    ['( $v := 1; a@$v.b.($v¦) + $v )', '( $v := 1; a@$new.b.($new) + $v )'],
    ['( $x¦ := 1; /* $x */ "$x" & $x )', '( $new := 1; /* $x */ "$x" & $new )'],
    ['( b ? $x¦ := 1; $x )', '( b ? $new := 1; $new )'],
  ])('%s', (marked, expected) => {
    expect(rename(marked, 'new')).toBe(expected);
    expect(rename(marked, '$new')).toBe(expected);
  });

  test.each([
    ['( $x¦ := 1; $y := 2; $x + $y )', 'y', 'there is a $y already'],
    ['( $y := 1; $map(a, function($x¦) { $x + $y }) )', 'y', 'there is a $y already'],
    ['( $x¦ := 1; $map(a, function($y) { $x + $y }) )', 'y', 'there is a $y already'],
    ['( $x¦ := 1; $x + $unbound )', 'unbound', 'there is a $unbound already'],
    ['( $x¦ := 1; $x )', 'sum', '$sum would hide the function of that name'],
    ['( $x¦ := 1; $x )', 'customer', '$customer would hide what Postmap gives by that name'],
    ['( $x¦ := 1; $x )', '2nd', '$2nd is no name'],
    ['( $x¦ := 1; $x )', '', '$ is no name'],
    ['$sum¦(a)', 'new', '$sum is a function that every template has'],
    ['$customer¦.id', 'new', '$customer is given by Postmap'],
    ['$nobody¦', 'new', 'nothing in the template defines $nobody'],
    ['order¦.id', 'new', 'only variables and parameters can be renamed'],
    ['( $x¦ := 1; $x', 'new', 'the template has a syntax error'],
    ['( $x¦ := 1; $eval("$x") )', 'new', 'the template evaluates text'],
  ])('%s to %s is refused: %s', (marked, name, refusal) => {
    expect(rename(marked, name)).toContain(refusal);
  });

  test('where two parameters do not meet, they may have one name', () => {
    expect(rename('$map(a, function($x¦) { $x }) & $map(b, function($y) { $y })', 'y')).toBe(
      '$map(a, function($y) { $y }) & $map(b, function($y) { $y })',
    );
  });
});

test('definition and references', () => {
  const [source, offset] = locate('( $x := 1; $y¦ := $x; $y := $y + 1; $y )');
  const found = findJsonataOccurrences(source, offset);
  expect(found?.name).toBe('$y');
  expect(found?.definitions).toEqual([
    { start: 11, end: 13 },
    { start: 21, end: 23 },
  ]);
  expect(found?.occurrences.map(({ start, end }) => source.slice(start, end))).toEqual(['$y', '$y', '$y', '$y']);
  expect(findJsonataOccurrences('order.id', 2)).toBeUndefined();
  expect(findJsonataOccurrences('( $x := ; $x', 11)?.definitions).toEqual([{ start: 2, end: 4 }]);
});
