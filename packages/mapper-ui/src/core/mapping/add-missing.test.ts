import { applyEdits, edit, missingTargets, project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { listAddable } from './add-missing.ts';
import { readTargetDraft } from './target-draft.ts';

const TARGET = JSON.stringify({ id: 'A1', ship: { zip: '123' }, lines: [{ sku: 'x', 'a/b': 1 }] });

function listNames(source: string): string[] {
  const projection = project(source);
  const { target } = readTargetDraft({ kind: 'sample', text: TARGET, operation: undefined });
  return listAddable(projection, missingTargets(projection, target!)).map(({ name }) => name);
}

test('only fields of objects that are there can be added', () => {
  expect(listNames('{}')).toEqual(['id', 'ship', 'lines']);
  expect(listNames('{ "id": 1, "ship": {}, "lines": [order.items.{ }] }')).toEqual(['zip', 'sku', 'a/b']);
  expect(listNames('')).toContain('id');
});

test('adding them one after the other leaves nothing missing', () => {
  const { target } = readTargetDraft({ kind: 'sample', text: TARGET, operation: undefined });
  let source = '{ "lines": [order.items.{ }] }';
  for (let turns = 0; turns < 10; turns++) {
    const projection = project(source);
    const [next] = listAddable(projection, missingTargets(projection, target!));
    if (next === undefined) break;
    const done = edit(source, next.add);
    expect(done.reason).toBeUndefined();
    source = applyEdits(source, done.edits);
  }
  expect(missingTargets(project(source), target!)).toEqual([]);
});
