import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { TemplateError } from '../../../diagnostics/template-error.ts';
import { compile } from '../../../engine.ts';
import { builtInFunctions } from './built-in-functions.ts';

/** What the package says a function takes, as in `<s-nn?:s>`. */
async function readDefinition(name: string): Promise<string> {
  const found: unknown = await jsonata(`$${name}`).evaluate({});
  const signature: unknown = Reflect.get(Object(found), 'signature');
  return String(Reflect.get(Object(signature), 'definition'));
}

/** One entry per parameter: whether it is optional, and whether the context stands in for it. */
function readParameters(definition: string): { isOptional: boolean; isFromContext: boolean }[] {
  const taken = definition.slice(1).split(':')[0] ?? '';
  const plain = definition.includes('f<s:o>')
    ? 's-fn?'
    : taken.replaceAll(/<[^>]*>?/g, '').replaceAll(/\([^)]*\)/g, 'x');
  return [...plain.matchAll(/[a-z]([-?+]?)/g)].flatMap(([, mark]) => {
    const parameter = { isOptional: mark === '?', isFromContext: mark === '-' };
    return mark === '+' ? [parameter, { ...parameter, isOptional: true }] : [parameter];
  });
}

test('the table has every function that the package has, and no other', async () => {
  const source = [...builtInFunctions.keys()].map((name) => `$type($${name})`).join(',');
  const types: unknown = await jsonata(`$distinct([${source}])`).evaluate({});
  expect(types).toEqual(['function']);
  const code = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8');
  const bound = [...code.matchAll(/staticFrame\.bind\('(\w+)'/g)].map(([, name]) => name);
  const named = ['now', 'millis'];
  expect([...builtInFunctions.keys()].toSorted()).toEqual([...new Set([...bound, ...named])].toSorted());
});

describe.each([...builtInFunctions.values()])('$name', ({ name, parameters, text, examples }) => {
  test('takes what the package says', async () => {
    const expected = readParameters(await readDefinition(name));
    const written = parameters.map((parameter) => ({
      isOptional: parameter.optional === true,
      isFromContext: parameter.fromContext === true,
    }));
    expect(written).toEqual(expected);
  });

  test('has a text, a text for each parameter, and examples', () => {
    expect(text).toMatch(/\.$/);
    expect(parameters.every((parameter) => /[.…)`]\.?$/.test(parameter.text))).toBe(true);
    expect(examples.length).toBeGreaterThan(0);
  });

  test.each([...examples])('$jsonata', async ({ jsonata: source, payload, result, failure }) => {
    const program = compile({ language: 'jsonata', source, format: 'json' }, { allowEval: true });
    const outcome = await program.evaluate(payload).then(
      (value) => ({ value }),
      (error: unknown) => ({ failure: error instanceof TemplateError ? error.diagnostics[0]?.message : error }),
    );
    const told = failure === undefined ? { value: result } : { failure };
    expect(outcome).toEqual(told);
  });
});
