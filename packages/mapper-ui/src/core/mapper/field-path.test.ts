import { compile } from '@postmap/engine';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describePath, writeHandlebarsPath, writeJsonataPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

const plain = (...keys: string[]): FieldPath => keys.map((key) => ({ key, many: false }));

/** Names as they are and as nobody should give them; those that reach prototypes are the engine's to refuse. */
const name = fc
  .oneof(
    fc.constantFrom(
      'id',
      'and',
      'in',
      'null',
      'function',
      'this',
      'else',
      'a b',
      'a.b',
      '`',
      '"',
      "'",
      '1',
      '',
      '@x',
      'ü',
      '日',
      '$x',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  .filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key) && key.isWellFormed());
const keys = fc.array(name, { minLength: 1, maxLength: 4 });

function nest(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

describe('paths', () => {
  test.each([
    [plain('order', 'id'), 'order.id', 'order.id'],
    [plain('order', 'ship to'), 'order.`ship to`', 'order.[ship to]'],
    [plain('and'), '`and`', 'and'],
    [plain('a`b'), '$."a`b"', '[a`b]'],
    [
      [
        { key: 'items', many: true },
        { key: 'sku', many: false },
      ],
      'items.sku',
      'items.[0].sku',
    ],
  ] as const)('%j is %s in JSONata and %s in Handlebars', (path, jsonata, handlebars) => {
    expect(writeJsonataPath(path)).toBe(jsonata);
    expect(writeHandlebarsPath(path)).toBe(handlebars);
  });

  test('are described for people', () => {
    expect(
      describePath([
        { key: 'items', many: true },
        { key: 'sku', many: false },
      ]),
    ).toBe('items[].sku');
  });

  test('a name that is a helper is read, not called', () => {
    expect(writeHandlebarsPath(plain('lookup'), new Set(['lookup']))).toBe('this.lookup');
  });

  test('JSONata reads back what any path leads to', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (path) => {
        const source = writeJsonataPath(plain(...path));
        const program = compile({ language: 'jsonata', format: 'json', source });
        expect(await program.evaluate(nest(path, 'found'))).toBe('found');
      }),
    );
  });

  test('Handlebars reads back what any path leads to', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (path) => {
        const source = `{{${writeHandlebarsPath(plain(...path))}}}`;
        const program = compile({ language: 'handlebars', format: 'text', source });
        expect((await program.render(nest(path, 'found'))).body).toBe('found');
      }),
    );
  });
});
