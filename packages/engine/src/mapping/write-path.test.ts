import { describe, expect, test } from 'vitest';
import { applyEdits, compile, edit, inferShape } from '../index.ts';

const payload = {
  name: 'shop',
  place: { city: 'X', 'zip code': 7 },
  orders: [
    {
      id: 1,
      meta: {
        lines: [
          { sku: 'a', parts: [{ p: 1 }, { p: 2 }] },
          { sku: 'b', parts: [] },
        ],
        kind: 'k1',
      },
      tag: 's',
    },
    { id: 2, meta: { lines: [{ sku: 'c', parts: [{ p: 3 }] }], kind: 'k2' }, tag: 't' },
  ],
  others: [{ id: 9 }],
};
const shape = inferShape([payload]);

/** Each has one row `P` to add a field to; `items` are the arrays that it is within, outermost first. */
const TEMPLATES: [source: string, holder: string, items: string[]][] = [
  ['{}', '', []],
  ['( $o := orders; $p := place; {} )', '', []],
  ['place.{}', '', []],
  ['[orders.{}]', '', ['orders']],
  ['{ "a": [orders.{ "b": [meta.lines.{}] }] }', '/a/b', ['orders', 'lines']],
  ['[orders.meta.lines.{}]', '', ['orders', 'lines']],
  ['[orders.meta.{ "a": [lines.{}] }]', '/a', ['orders', 'lines']],
  ['[orders[id > 0]#$i.( $o := id; { "a": [meta.lines[sku != "z"].( $l := $; {} )] } )]', '/a', ['orders', 'lines']],
  ['[orders.{ "a": $map(meta.lines, function($l) { {} })[] }]', '/a', ['orders', 'lines']],
  ['$map(orders, function($o) { { "a": [$o.meta.lines.{ "b": [parts.{}] }] } })', '/a/b', ['orders', 'lines', 'parts']],
  ['[orders@$o.{ "a": [$o.meta.lines.{}] }]', '/a', ['orders', 'lines']],
  ['{ "a": $[0].orders.{ "b": meta.lines.parts.{} } }', '/a/b', ['orders', 'lines', 'parts']],
  ['[orders^(>id).{ "a": [$.meta.lines.{}] }]', '/a', ['orders', 'lines']],
];

const POINTERS = [
  '/name',
  '/place/zip code',
  '/orders/[]/id',
  '/orders/[]/meta/kind',
  '/orders/[]/tag',
  '/orders/[]/meta/lines/[]/sku',
  '/orders/[]/meta/lines/[]/parts/[]/p',
  '/others/[]/id',
];

describe('a dropped field is read from where it is dropped', () => {
  test.each(TEMPLATES)('%s', async (source, holder, items) => {
    let written = 0;
    for (const pointer of POINTERS) {
      const action = { type: 'addRow', holder, name: 'probe', source: { sourcePointer: pointer, as: 'path' } } as const;
      const { edits, reason } = edit(source, action, { shape });
      if (reason?.startsWith('no path leads to') === true) continue;
      written++;
      const text = applyEdits(source, edits);
      const value = await compile({ language: 'jsonata', source: text, format: 'json' }).evaluate(payload);
      expect({ text, probes: findProbes(value) }).toEqual({ text, probes: expectProbes(pointer, items, text) });
    }
    expect(written).toBeGreaterThan(POINTERS.length - 3);
  });
});

/** What `probe` is in each pass, in order; passes where there is none are left out. */
function findProbes(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(findProbes);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => (name === 'probe' ? [field] : findProbes(field)));
}

/** The value at a pointer in each pass of the loops: in arrays that are gone through the item, in others all. */
function expectProbes(pointer: string, items: readonly string[], text: string): unknown[] {
  const probes: unknown[] = [];
  const visit = (positions: readonly number[]): void => {
    // Paths flatten arrays in arrays.
    const at = readAt(payload, pointer.slice(1).split('/'), items, positions, '').flat();
    const next = items[positions.length];
    if (next === undefined) {
      if (at.length > 0 && at[0] !== undefined) probes.push(at.length === 1 ? at[0] : at);
      return;
    }
    const list = readAt(payload, pathOf(next), items, positions, '')[0];
    const order = Array.isArray(list) ? [...list.keys()] : [];
    for (const index of text.includes('^(>id)') && next === 'orders' ? order.toReversed() : order)
      visit([...positions, index]);
  };
  visit([]);
  return probes;
}

function pathOf(array: string): string[] {
  const paths: Record<string, string[]> = {
    orders: ['orders'],
    lines: ['orders', '[]', 'meta', 'lines'],
    parts: ['orders', '[]', 'meta', 'lines', '[]', 'parts'],
  };
  return paths[array] ?? [];
}

function readAt(
  value: unknown,
  tokens: readonly string[],
  items: readonly string[],
  positions: readonly number[],
  name: string,
): unknown[] {
  const [token, ...rest] = tokens;
  if (token === undefined) return [value];
  if (token !== '[]') {
    const field: unknown = Reflect.get(Object(value), token);
    return field === undefined ? [] : readAt(field, rest, items, positions, token);
  }
  const list: unknown[] = Array.isArray(value) ? value : [];
  const position = positions[items.indexOf(name)];
  const passed = position === undefined || items.indexOf(name) === -1 ? list : list.slice(position, position + 1);
  return passed.flatMap((item) => readAt(item, rest, items, positions, name));
}
