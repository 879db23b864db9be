import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVariableRows, toVariableRows, nameVariableKind } from './variables.ts';

describe('variables', () => {
  it('come back as they were, whatever JSON they hold', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((name) => name.trim() === name && name !== '__proto__'),
          fc.jsonValue(),
        ),
        (raw) => {
          const variables = JSON.parse(JSON.stringify(raw));
          expect(readVariableRows(toVariableRows(variables))).toEqual({ variables });
        },
      ),
    );
  });

  it.each([
    [[{ name: '', text: 'x' }], 'has no name'],
    [
      [
        { name: 'a', text: '1' },
        { name: 'a', text: '2' },
      ],
      'twice',
    ],
  ])('names what is wrong with %o', (rows, words) => {
    expect(readVariableRows(rows)).toEqual({ problem: expect.stringContaining(words) });
  });

  it('leaves out empty rows and reads plain text', () => {
    expect(
      readVariableRows([
        { name: '', text: '' },
        { name: 'store', text: 'Acme' },
        { name: 'zone', text: '"5"' },
      ]),
    ).toEqual({
      variables: { store: 'Acme', zone: '5' },
    });
  });
});

describe('nameVariableKind', () => {
  it.each([
    ['', ''],
    ['ship by air', 'text'],
    ['"5"', 'text'],
    ['5', 'number'],
    ['true', 'true/false'],
    ['null', 'null'],
    ['[1, 2]', 'list'],
    ['{ "a": 1 }', 'object'],
    ['{ "a": ', 'text'],
  ])('%s is %s', (text, kind) => {
    expect(nameVariableKind(text)).toBe(kind);
  });
});
