import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, listExtraRows, plainPointer, project, readTarget, removeExtraRows } from '../index.ts';
import type { Row } from '../index.ts';

const target = readTarget({
  kind: 'schema',
  schema: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      any: { type: 'object' },
      ship: { type: 'object', properties: { zip: {}, city: {} } },
      lines: { type: 'array', items: { type: 'object', properties: { sku: {}, qty: {} } } },
    },
  },
});

function remove(source: string): string {
  const { edits, reason } = removeExtraRows(source, target);
  return reason ?? applyEdits(source, edits);
}

describe('rows that the target does not have', () => {
  test.each<[name: string, source: string, after: string]>([
    ['are taken out', '{ "id": a, "x": b, "y": c }', '{ "id": a }'],
    ['all of them', '{ "x": b, "y": c }', '{}'],
    ['the first and the last', '{ "x": b, "id": a, "y": c }', '{ "id": a }'],
    ['with all that is in them', '{ "id": a, "x": { "y": [b.{ "z": c }] } }', '{ "id": a }'],
    [
      'within what is wanted',
      '{ "ship": { "x": 1, "zip": b }, "lines": [c.{ "sku": d, "x": e }] }',
      '{ "ship": { "zip": b }, "lines": [c.{ "sku": d }] }',
    ],
    ['in a list of one', '{ "lines": [{ "x": 1, "sku": d }] }', '{ "lines": [{ "sku": d }] }'],
    [
      'in what a condition gives',
      '{ "ship": t ? { "zip": 1, "x": 2 } : { "x": 3 } }',
      '{ "ship": t ? { "zip": 1 } : {} }',
    ],
    ['in what is merged, which stays', '$merge([{ "id": a, "x": 1 }, order])', '$merge([{ "id": a }, order])'],
    ['whatever they give', '{ "x": a + 1, "y": $f(b), "z": t ? 1 : 2, "id": c }', '{ "id": c }'],
    ['not under a computed name', '{ k: 1, "id": a }', 'every row is in the target'],
    ['not in a variable', '($v := { "x": 1 }; { "id": $v.x })', 'every row is in the target'],
    ['not where the target says nothing', '{ "any": { "x": 1 }, "id": { "x": 1 } }', 'every row is in the target'],
    ['not where there are none', 'order', 'every row is in the target'],
    ['not of what is no JSONata', '{ "x": ', 'first mend the source: an expression is missing before the end'],
    [
      'with their own comments alone',
      `{
  /* the whole */

  "x": 1, /* of x */
  /* of the id */
  "id": a, /* its end */
  /* of y */
  "y": 2,

  /* on its own */

  "z": 3 /* of z */
  /* at the end */
}`,
      `{
  /* the whole */

  /* of the id */
  "id": a /* its end */

  /* on its own */

  /* at the end */
}`,
    ],
    [
      'each on its line',
      '{\n  "x": 1,\n  "id": a,\n  "y": [\n    2\n  ],\n  "ship": { "zip": b },\n  "z": 3\n}\n',
      '{\n  "id": a,\n  "ship": { "zip": b }\n}\n',
    ],
  ])('%s', (_, source, after) => {
    expect(remove(source)).toBe(after);
  });

  test('are none without a target that says something', () => {
    expect(listExtraRows(project('{ "x": 1 }'), { fields: [] })).toEqual([]);
  });
});

const space = fc.constantFrom('', ' ', '\n', '\n  ', ' /* c */ ', '\n  /* c */\n  ', '\n\n  /* c */\n\n  ');
const scalar = fc.constantFrom('1', 'a', 'a.b', '"t"', 'a & "x"', 'b + 1', '$f(a)', 'k ? 1 : 2');
const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    tie('object'),
    tie('object').map((inner) => `[${inner}]`),
    tie('object').map((inner) => `[a.${inner}]`),
    tie('object').map((inner) => `(k ? ${inner} : null)`),
    tie('object').map((inner) => `$merge([${inner}, a])`),
  ),
  object: fc
    .array(
      fc.tuple(
        space,
        fc.constantFrom('id', 'ship', 'lines', 'any', 'sku', 'zip', 'x', 'y'),
        space,
        tie('value'),
        space,
      ),
      {
        maxLength: 5,
      },
    )
    .map((fields) => {
      const pairs = fields.map(([before, name, colon, inner, after]) => `${before}"${name}":${colon}${inner}${after}`);
      return `{${pairs.join(',')}}`;
    }),
}));

/** How many comments are neither in the rows nor their own. */
function countOthers(source: string, rows: readonly Row[]): number {
  const own = rows.flatMap(({ span, comments }) => [span, ...comments]);
  const isOwn = (at: number): boolean => own.some(({ start, end }) => start <= at && at < end);
  return [...source.matchAll(/\/\*/g)].filter(({ index }) => !isOwn(index)).length;
}

/** Of rows that hold none: the text of the others changes with what they hold. */
function isPlain(line: string): boolean {
  return !/ (?:loop|list|cond|object) /.test(line);
}

test('what is left has none of them, and of what is wanted all, as it was read before', () => {
  fc.assert(
    fc.property(value, (source) => {
      const before = project(source);
      const extra = listExtraRows(before, target);
      const { edits, reason } = removeExtraRows(source, target);
      expect(reason).toBe(extra.length === 0 ? 'every row is in the target' : undefined);
      if (extra.length === 0) return;
      // Nothing is written, so that undoing it gives every byte back.
      expect(edits.every(({ text }) => text === '')).toBe(true);
      const text = applyEdits(source, edits);
      expect(countOthers(text, [])).toBe(countOthers(source, extra));
      const after = project(text);
      expect(after.faults).toEqual([]);
      expect(listExtraRows(after, target)).toEqual([]);
      const isKept = (pointer: string): boolean =>
        !extra.some(({ targetPointer }) => `${plainPointer(pointer)}/`.startsWith(`${plainPointer(targetPointer)}/`));
      const told = ({ rows }: typeof before, of: string): string[] =>
        rows
          .filter((row) => row.slot === 'field' && isKept(row.targetPointer))
          .map(
            (row) =>
              `${row.targetPointer} ${row.kind} ${row.object === undefined ? of.slice(row.valueSpan.start, row.valueSpan.end) : ''}`,
          );
      expect(told(after, text).filter(isPlain)).toEqual(told(before, source).filter(isPlain));
      expect(told(after, text).length).toBe(told(before, source).length);
    }),
    { numRuns: 200 },
  );
});

test('a thousand of them go at once', () => {
  const fields = Array.from({ length: 1_000 }, (_, index) => `  "x${index}": a.b${index}, /* ${index} */`);
  const source = `{\n${fields.join('\n')}\n  "id": a\n}`;
  expect(remove(source)).toBe('{\n  "id": a\n}');
});
