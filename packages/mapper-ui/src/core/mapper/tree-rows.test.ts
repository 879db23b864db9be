import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFieldTree, findField } from './field-tree.ts';
import type { FieldNode } from './field-tree.ts';
import { moveInRows } from './move-in-rows.ts';
import { previewField } from './preview-value.ts';
import { chooseExpanded, listTreeRows } from './tree-rows.ts';

const payload = {
  order: {
    id: '7',
    note: null,
    items: [
      { sku: 'A', qty: 1 },
      { sku: 'B', price: '5.00' },
    ],
    tags: ['gift', 'rush'],
  },
  customer: { email: 'cody@example.com' },
};
const root = buildFieldTree(payload);

function show(query: string, expanded: ReadonlySet<string> = new Set()): string[] {
  return listTreeRows(root, expanded, query).map(({ node, level }) => `${' '.repeat(level - 1)}${node.key}`);
}

function showKept(keep: (node: FieldNode) => boolean, query = ''): string[] {
  return listTreeRows(root, new Set(), query, keep).map(({ node, matches }) => `${matches ? '*' : ' '}${node.id}`);
}

function listIds(node: FieldNode): string[] {
  return node.children.flatMap((child) => [child.id, ...listIds(child)]);
}

describe('buildFieldTree', () => {
  test('merges the items of an array', () => {
    const items = findField(root, ['order', 'items']);
    expect(items?.children.map(({ key }) => key)).toEqual(['sku', 'qty', 'price']);
    expect(items?.count).toBe(2);
    expect(findField(root, ['order', 'items', 'sku'])?.values).toEqual(['A', 'B']);
    expect(findField(root, ['order', 'items', 'sku'])?.path).toEqual([
      { key: 'order', many: false },
      { key: 'items', many: true },
      { key: 'sku', many: false },
    ]);
  });

  test.each([
    [['order'], '4 fields'],
    [['order', 'items'], '2 items'],
    [['order', 'tags'], '["gift","rush"]'],
    [['order', 'note'], 'null'],
    [['order', 'id'], '"7"'],
  ])('previews %j as %s', (keys, preview) => {
    const node = findField(root, keys);
    expect(node && previewField(node)).toBe(preview);
  });

  test('gives every field of any payload an id of its own', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const ids = listIds(buildFieldTree(value));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('listTreeRows', () => {
  test.each([
    ['', ['order', 'customer']],
    ['sku', ['order', ' items', '  sku']],
    ['CODY', ['customer', ' email']],
    ['rush', ['order', ' tags']],
    ['5.00', ['order', ' items', '  price']],
    ['nowhere', []],
  ])('searching %j shows what matches under its ancestors', (query, rows) => {
    expect(show(query)).toEqual(rows);
  });

  test('shows the children of what is expanded', () => {
    expect(show('', new Set(['/order']))).toEqual(['order', ' id', ' note', ' items', ' tags', 'customer']);
  });

  test('numbers rows among their siblings, whatever the payload', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string({ maxLength: 2 }), (value, query) => {
        const tree = buildFieldTree(value);
        for (const { position, siblings, level } of listTreeRows(tree, new Set(listIds(tree)), query)) {
          expect(position).toBeGreaterThan(0);
          expect(position).toBeLessThanOrEqual(siblings);
          expect(level).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('lists 10,000 fields in one pass', () => {
    const wide = buildFieldTree(
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, index])),
    );
    expect(listTreeRows(wide, new Set())).toHaveLength(10_000);
    expect(listTreeRows(wide, new Set(), 'field9999')).toHaveLength(1);
  });
});

test('a lone branch is opened at first, a broad one only while it fits', () => {
  const tree = buildFieldTree({
    data: { order: { a: 1 }, many: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, index])) },
  });
  expect([...chooseExpanded(tree)]).toEqual(['/data', '/data/order']);
});

describe('a filtered tree', () => {
  test('keeps the ancestors of what is kept', () => {
    expect(showKept(({ key }) => key === 'sku')).toEqual([' /order', ' /order/items', '*/order/items/sku']);
  });

  test('is searched within what is kept', () => {
    expect(showKept(({ kind }) => kind === 'text', 'cody')).toEqual([' /customer', '*/customer/email']);
    expect(showKept(({ kind }) => kind === 'number', 'cody')).toEqual([]);
  });
});

describe('moveInRows', () => {
  const rows = listTreeRows(root, new Set(['/order']));
  test.each([
    [0, 'ArrowDown', { kind: 'go', index: 1 }],
    [0, 'ArrowUp', { kind: 'go', index: 0 }],
    [0, 'ArrowRight', { kind: 'go', index: 1 }],
    [0, 'ArrowLeft', { kind: 'toggle', open: false }],
    [3, 'ArrowRight', { kind: 'toggle', open: true }],
    [3, 'ArrowLeft', { kind: 'go', index: 0 }],
    [2, 'End', { kind: 'go', index: 5 }],
    [2, 'x', undefined],
  ])('row %i, %s', (index, key, move) => {
    expect(moveInRows(rows, index, key)).toEqual(move);
  });
});
