import { project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { connectRows } from './connect-rows.ts';
import { listMappingLines } from './list-mapping-lines.ts';

const SOURCE = `{
  "id": order.id,
  "both": order.id & order.id,
  "kind": order.test = "1" ? order.a : order.b,
  "lines": [order.items[qty > 0]^(sku).{ "sku": sku, "total": qty * price }],
  "who": $customer.name
}`;
const FIELDS = ['/order', '/order/id', '/order/test', '/order/a', '/order/b', '/order/items', '/order/items/sku'];

function connect(source: string, fields: readonly string[], closed: readonly string[] = []): string[] {
  const projection = project(source);
  const lines = listMappingLines(projection, { toggled: new Map(closed.map((id) => [id, false])), focus: undefined });
  const { links, rows } = projection;
  const index = new Map(fields.map((id, at) => [id, at]));
  return connectRows({ links, rows, lines, fields: index }).map(
    ({ from, to, tone, indirect }) => `${fields[from]} ${indirect ? '⇢' : '→'} ${lines[to]?.id} ${tone}`,
  );
}

test('each pair of a field and a row is joined once, in the colour of what it is for', () => {
  const found = connect(SOURCE, FIELDS);
  expect(found.filter((line) => line.startsWith('/order/id '))).toEqual([
    '/order/id → /id value',
    '/order/id → /both value',
  ]);
  expect(found).toContain('/order/test → /kind cond');
  expect(found).toContain('/order/items → /lines loop');
  expect(found).toContain('/order/items/sku → /lines/sku value');
  expect(new Set(found).size).toBe(found.length);
});

test('what does not show is drawn to what it is in', () => {
  const found = connect(SOURCE, FIELDS);
  expect(found).toContain('/order/items ⇢ /lines/total value');
  expect(connect(SOURCE, ['/order'])).toContain('/order ⇢ /id value');
  expect(connect(SOURCE, FIELDS, ['/lines'])).toContain('/order/items/sku → /lines value');
});

test('the context and fields that the payload lacks have no line', () => {
  expect(connect('{ "who": $customer.name, "b": other.x }', ['/order'])).toEqual([]);
});
