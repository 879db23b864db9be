import { describe, expect, test } from 'vitest';
import { buildFieldTree, findField } from './field-tree.ts';
import { countUses, isUsed, readUsage } from './field-usage.ts';

const root = buildFieldTree({
  order: { id: '7', 'ship to': { name: 'Cody', city: 'Reno' }, lines: [{ sku: 'A', qty: 2 }] },
  note: null,
});
const source = `{
  "id": order.id,
  "again": order.id & "!",
  "to": order.\`ship to\`,
  "lines": order.lines.{ "sku": sku }
}`;

describe('what a template reads of the payload', () => {
  const usage = readUsage({ language: 'jsonata', source });
  test.each([
    { path: ['order', 'id'], uses: 2, used: true },
    { path: ['order', 'ship to'], uses: 1, used: true },
    { path: ['order', 'ship to', 'name'], uses: 0, used: true },
    { path: ['order', 'lines'], uses: 1, used: true },
    { path: ['order', 'lines', 'sku'], uses: 1, used: true },
    { path: ['order', 'lines', 'qty'], uses: 0, used: false },
    { path: ['order'], uses: 0, used: false },
    { path: ['note'], uses: 0, used: false },
  ])('$path feeds $uses places', ({ path, uses, used }) => {
    const node = findField(root, path);
    expect(node && { uses: countUses(usage, node), used: isUsed(usage, node) }).toEqual({ uses, used });
  });

  test('in Handlebars a tag is a place', () => {
    const text = readUsage({
      language: 'handlebars',
      source: '{{order.id}} {{#each order.lines}}{{sku}}{{/each}} {{order.id}}',
    });
    const uses = [
      ['order', 'id'],
      ['order', 'lines'],
      ['order', 'lines', 'sku'],
      ['order', 'lines', 'qty'],
    ].map((path) => {
      const node = findField(root, path);
      return node && countUses(text, node);
    });
    expect(uses).toEqual([2, 1, 1, 0]);
  });

  test('nothing is known of a source that does not parse', () => {
    expect(readUsage({ language: 'jsonata', source: '{ "id": ' }).counts.size).toBe(0);
  });

  test('the whole payload uses every field of it', () => {
    const node = findField(root, ['order', 'lines', 'qty']);
    expect(node && isUsed(readUsage({ language: 'jsonata', source: '$' }), node)).toBe(true);
  });
});
