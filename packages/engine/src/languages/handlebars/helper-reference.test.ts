import { describe, expect, test } from 'vitest';
import { compile } from '../../engine.ts';
import { functionReference } from '../../functions/functions.ts';
import { KNOWN_HELPERS } from './environment.ts';
import { helperReference } from './helper-reference.ts';

test('every helper is described, here or as a function', () => {
  const described = [...helperReference, ...functionReference].map(({ name }) => name);
  expect(described.toSorted()).toEqual([...KNOWN_HELPERS].toSorted());
});

describe.each([...helperReference])('$name', ({ examples }) => {
  test.each([...examples])('$handlebars', async ({ handlebars: source, payload, result }) => {
    const program = compile({ language: 'handlebars', source, format: 'text' });
    await expect(program.evaluate(payload)).resolves.toBe(result);
  });
});
