import { project, readTarget } from '@postmap/engine';
import { expect, test } from 'vitest';
import { countEmptyTargets } from './count-empty-targets.ts';

const target = readTarget({ kind: 'sample', value: { id: 'A1', none: null, lines: [{ sku: 'x' }] } });

test.each([
  ['{}', 0],
  ['{ "id": null, "other": null }', 1],
  ['{ "id": order.id, "none": null }', 0],
  ['{ "id": null, "lines": [items.{ "sku": null }] }', 2],
  ['{ "id": paid ? null : "x" }', 0],
])('%s has %i', (source, count) => {
  expect(countEmptyTargets(project(source), target)).toBe(count);
});
