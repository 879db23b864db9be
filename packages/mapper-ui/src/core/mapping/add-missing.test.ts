import { applyEdits, edit, missingTargets, project, readTarget } from '@postmap/engine';
import { expect, test } from 'vitest';
import { listAddable } from './add-missing.ts';
import type { MissingField } from './add-missing.ts';

const target = readTarget({
  kind: 'sample',
  value: { id: 'A1', ship: { to: { zip: '123' } }, lines: [{ sku: 'x', 'a/b': 1 }] },
});

function list(source: string): MissingField[] {
  const projection = project(source);
  return listAddable(projection, target, missingTargets(projection, target));
}

test('what is in an object that is not there can be added too, but not what is in a value that is made whole', () => {
  expect(list('{}').map(({ field }) => field.pointer)).toEqual([
    '/id',
    '/ship',
    '/ship/to',
    '/ship/to/zip',
    '/lines',
    '/lines/[]/sku',
    '/lines/[]/a~1b',
  ]);
  expect(list('{ "ship": order.ship, "lines": [order.items.{ }] }').map(({ name }) => name)).toEqual([
    'id',
    'sku',
    'a/b',
  ]);
  expect(list('{ "id": 1, "ship": "x" & y, "lines": [] }').map(({ name }) => name)).toEqual(['sku', 'a/b']);
});

test.each([
  ['', '{\n  "ship": { "to": { "zip": null } }\n}', '/ship/to/zip'],
  ['{ "lines": 1, "id": 2 }', '{ "lines": 1, "id": 2, "ship": { "to": { "zip": null } } }', '/ship/to/zip'],
  ['{ "id": 2, "lines": 1 }', '{ "id": 2, "ship": { "to": { "zip": null } }, "lines": 1 }', '/ship/to/zip'],
  ['{ "id": 2, "ship": { } }', '{ "id": 2, "ship": { "to": { "zip": null } } }', '/ship/to/zip'],
  ['{ "ship": null }', '{ "ship": { "to": { "zip": null } } }', '/ship/to/zip'],
  ['{ "id": 2 }', '{ "id": 2, "lines": [{ "sku": null }] }', '/lines/[]/sku'],
  ['{ "lines": [] }', '{ "lines": [{ "sku": null }] }', '/lines/[]/sku'],
  ['{ "lines": [x.{ "a/b": 1 }] }', '{ "lines": [x.{ "sku": null, "a/b": 1 }] }', '/lines/[]/sku'],
])('to %j is added what it misses', (source, after, pointer) => {
  const { add } = list(source).find(({ field }) => field.pointer === pointer)!;
  expect(applyEdits(source, edit(source, add).edits)).toBe(after);
});

test.each(['', '{}', '{ "lines": [order.items.{ }] }', '{ "lines": [], "ship": null }'])(
  'adding to %j one after the other leaves nothing missing',
  (source) => {
    for (let turns = 0; turns < 10; turns++) {
      const [next] = list(source);
      if (next === undefined) break;
      const done = edit(source, next.add);
      expect(done.reason).toBeUndefined();
      source = applyEdits(source, done.edits);
    }
    expect(missingTargets(project(source), target)).toEqual([]);
  },
);
