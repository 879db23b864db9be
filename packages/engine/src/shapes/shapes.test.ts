import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffShapes } from './diff-shapes.ts';
import { inferShape } from './infer-shape.ts';
import { mergeShapes } from './merge-shapes.ts';
import { readSchema } from './read-schema.ts';
import { createShape, typesOf } from './shape.ts';
import type { Shape } from './shape.ts';

const scalar = fc.oneof(
  fc.constantFrom('0', '1', 'a', null, true, false),
  fc.integer({ min: 0, max: 40 }),
  fc.string({ maxLength: 3 }),
  fc.constant('long '.repeat(30)),
);
const { value: sample } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie('object'), tie('array')),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'd/e'), tie('value'), { maxKeys: 4 }),
  array: fc.array(tie('value'), { maxLength: 4 }),
}));
const samples = fc.array(sample, { maxLength: 30 });

describe('inferShape', () => {
  test('of two lists merged is that of the joined list', () => {
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        expect(mergeShapes(inferShape(first), inferShape(second))).toEqual(inferShape([...first, ...second]));
      }),
    );
  });

  test('counts every field of every sample', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const shape = inferShape(list);
        for (const value of list) expect(findUnlisted(shape, value)).toBeUndefined();
        expect([...shape.types.values()].reduce((sum, count) => sum + count, 0)).toBe(shape.seen);
      }),
    );
  });

  test('says what is in some samples only, and what the values are', () => {
    const shape = inferShape([
      { id: '1', flag: '0', lines: [{ sku: 'x' }, { sku: 'y', note: null }] },
      { id: '2', flag: '1', lines: [], extra: 5 },
      { id: '3', flag: '1' },
    ]);
    const field = (name: string) => shape.fields.get(name);
    expect(field('id')).toMatchObject({ present: 3, optional: false });
    expect(field('lines')).toMatchObject({ present: 2, optional: true });
    expect(field('extra')).toMatchObject({ present: 1, optional: true });
    expect(field('flag')?.shape).toMatchObject({ values: ['0', '1'], exhaustive: false, seen: 3 });
    expect(field('lines')?.shape).toMatchObject({ lengths: { min: 0, max: 2 } });
    expect(field('lines')?.shape.items?.fields.get('note')).toMatchObject({ present: 1, optional: true });
  });

  test('lists values while they are few', () => {
    const many = inferShape(Array.from({ length: 17 }, (_, index) => index));
    expect(many).toMatchObject({ values: undefined, examples: [0, 1, 2] });
  });
});

describe('diffShapes', () => {
  test('finds nothing between a shape and itself', () => {
    fc.assert(
      fc.property(samples, (list) => {
        expect(diffShapes(inferShape(list), inferShape(list))).toEqual([]);
      }),
    );
  });

  test('finds nothing removed by more samples', () => {
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const before = inferShape(first);
        const changes = diffShapes(before, mergeShapes(before, inferShape(second)));
        expect(changes.filter(({ change }) => change === 'removed')).toEqual([]);
      }),
    );
  });

  test('names what is different', () => {
    const before = inferShape([{ id: '1', old: 1, lines: [{ qty: '2' }] }]);
    const after = inferShape([
      { id: 1, lines: [{ qty: '2', sku: 'x' }], 'a/b': true },
      { id: 1, 'a/b': true },
    ]);
    expect(diffShapes(before, after)).toEqual([
      { path: '/id', change: 'types', before: ['string'], after: ['number'] },
      { path: '/old', change: 'removed' },
      { path: '/lines', change: 'presence', before: 'always', after: 'sometimes' },
      { path: '/lines/*/sku', change: 'added' },
      { path: '/a~1b', change: 'added' },
    ]);
  });

  test('compares what a schema enumerates', () => {
    const before = readSchema({ enum: ['new', 'paid'] });
    expect(diffShapes(before, readSchema({ enum: ['paid', 'sent'] }))).toEqual([
      { path: '', change: 'values', added: ['sent'], removed: ['new'] },
    ]);
  });
});

describe('readSchema', () => {
  const order = {
    $id: 'https://example.com/order',
    type: 'object',
    required: ['id', 'lines'],
    properties: {
      id: { type: 'string', examples: ['A-1'] },
      status: { $ref: '#/$defs/status' },
      lines: { type: 'array', minItems: 1, items: { $ref: '#line' } },
      buyer: { anyOf: [{ type: 'null' }, { type: 'object', properties: { email: { type: 'string' } } }] },
      parent: { $ref: '#' },
      extra: { type: 'object', additionalProperties: { type: 'integer' } },
      elsewhere: { $ref: 'https://example.com/other' },
    },
    $defs: {
      status: { enum: ['new', 'sent'] },
      line: {
        $anchor: 'line',
        allOf: [
          { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } },
          { properties: { qty: { type: ['integer', 'string'] } } },
        ],
      },
    },
  };
  const shape = readSchema(order);
  const at = (...names: string[]): Shape | undefined =>
    names.reduce<Shape | undefined>(
      (found, name) => (name === '*' ? found?.items : found?.fields.get(name)?.shape),
      shape,
    );

  test.each([
    [[], ['object']],
    [['id'], ['string']],
    [['status'], ['string']],
    [['lines'], ['array']],
    [['lines', '*', 'sku'], ['string']],
    [
      ['lines', '*', 'qty'],
      ['string', 'number'],
    ],
    [['buyer'], ['null', 'object']],
    [['buyer', 'email'], ['string']],
    [['parent'], []],
    [['elsewhere'], []],
  ])('types of %j', (path, types) => {
    expect(typesOf(at(...path) ?? createShape())).toEqual(types);
  });

  test('knows what is required, enumerated, open and an example', () => {
    expect(shape.fields.get('id')?.optional).toBe(false);
    expect(shape.fields.get('status')?.optional).toBe(true);
    expect(at('status')).toMatchObject({ values: ['new', 'sent'], exhaustive: true });
    expect(at('lines', '*')?.fields.get('sku')?.optional).toBe(false);
    expect(at('lines')?.lengths?.min).toBe(1);
    expect(at('id')?.examples).toEqual(['A-1']);
    expect([shape.open, at('extra')?.open]).toEqual([false, true]);
  });

  test('never throws', () => {
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      'enum',
      '$ref',
      'allOf',
      'anyOf',
      'required',
      '$defs',
      'const',
      'then',
      'prefixItems',
    );
    const { schema } = fc.letrec((tie) => ({
      schema: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('object', '#', '#/$defs', '#/a%', true, null, 3),
        fc.dictionary(keyword, tie('schema')),
        fc.array(tie('schema'), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(schema, (value) => {
        expect(readSchema(value).seen).toBe(0);
      }),
    );
  });

  test('declares at least the fields of samples that it was made for', () => {
    const seen = inferShape([{ id: 'A', status: 'new', lines: [{ sku: 'x', qty: 1 }], buyer: null }]);
    expect(diffShapes(seen, shape).filter(({ change }) => change === 'removed')).toEqual([]);
  });
});

/** The place of a part of `value` that the shape does not list. */
function findUnlisted(shape: Shape | undefined, value: unknown, path = '$'): string | undefined {
  if (shape === undefined || shape.types.size === 0) return path;
  if (Array.isArray(value)) {
    return value.map((item) => findUnlisted(shape.items, item, `${path}[]`)).find((found) => found !== undefined);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value)
    .map(([name, field]) => findUnlisted(shape.fields.get(name)?.shape, field, `${path}.${name}`))
    .find((found) => found !== undefined);
}
