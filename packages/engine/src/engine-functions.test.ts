import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import jsonata from 'jsonata';
import { compile, compileString } from './engine.ts';
import { functionReference } from './functions/functions.ts';

const evaluateJsonata = async (source: string, payload: unknown) =>
  compile({ language: 'jsonata', source, format: 'json' }).evaluate(payload);

describe.each([...functionReference])('$name', ({ name, examples, parameters }) => {
  test.each([...examples])('$jsonata on $payload', async ({ jsonata: source, payload, result }) => {
    await expect(evaluateJsonata(source, payload)).resolves.toBe(result);
  });

  test.each([...examples])('$handlebars on $payload', async ({ handlebars, payload, result = '' }) => {
    const program = compile({ language: 'handlebars', source: handlebars, format: 'text' });
    await expect(program.evaluate(payload)).resolves.toBe(result);
    expect(compileString(handlebars, 'none').render(payload)).toBe(result);
  });

  test('hides no function of jsonata', async () => {
    await expect(jsonata(`$exists($${name})`).evaluate({})).resolves.toBe(false);
  });

  test('gives each parameter a text, and asks for none after one that may be left out', () => {
    expect(parameters.every(({ text, type }) => text.endsWith('.') && type !== '')).toBe(true);
    const optional = parameters.map((parameter) => parameter.optional === true);
    expect(optional).toEqual([...optional.filter((may) => !may), ...optional.filter((may) => may)]);
  });
});

const instant = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });

test('dates come back from what $date writes', async () => {
  const program = compile({ language: 'jsonata', source: '$date(value)', format: 'json' });
  await fc.assert(
    fc.asyncProperty(instant, async (value) => {
      const written = await program.evaluate({ value });
      expect(new Date(String(written)).getTime()).toBe(value);
      await expect(program.evaluate({ value: written })).resolves.toBe(written);
    }),
  );
});
