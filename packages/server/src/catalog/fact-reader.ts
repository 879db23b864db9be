import { compile, TemplateError } from '@postmap/engine';
import type { Program } from '@postmap/engine';
import { factsSchema } from '../contract/index.ts';
import type { Facts, PayloadKind } from '../contract/index.ts';
import { CatalogError } from './catalog-error.ts';
import { normaliseFact } from './normalise-fact.ts';
import type { FactName } from './normalise-fact.ts';

/** Reads the facts of one payload kind. A fact that cannot be read is a warning, so that no event is lost for it. */
export type FactReader = (payload: unknown) => Promise<{ facts: Facts; warnings: string[] }>;

/** What the expressions gave, and what was wrong with those that failed. */
interface Reading {
  values: ReadonlyMap<FactName, unknown>;
  problems: string[];
}

/** Compiles the kind's expressions. Throws CatalogError naming the fact whose expression does not compile. */
export function createFactReader(kind: PayloadKind): FactReader {
  const sources = listSources(kind);
  const alone = sources.map(([name, source]) => [name, compileFact(kind.name, name, source)] as const);
  // All in one object takes 120 µs of an order's event, one by one 300 µs.
  const fields = sources.map(([name, source]) => `"${name}": (${source}\n)`);
  const together = compileExpression(`{${fields.join(', ')}}`);

  return async (payload) => {
    const { values, problems } = (await readTogether(together, payload)) ?? (await readOneByOne(alone, payload));
    const facts: Facts = {};
    for (const [name, value] of values) {
      const normal = normaliseFact(name, value);
      if (normal.kind === 'fact') Object.assign(facts, normal.facts);
      if (normal.kind === 'problem') problems.push(`${name} is left out: its expression gave ${normal.problem}`);
    }
    return { facts, warnings: problems.map((problem) => `The fact ${problem}`) };
  };
}

/** Undefined when any expression fails: which one, only a reading one by one can tell. */
async function readTogether(program: Program, payload: unknown): Promise<Reading | undefined> {
  try {
    const found: unknown = await program.evaluate(payload);
    const values = factNames().map((name) => [name, readField(found, name)] as const);
    return { values: new Map(values), problems: [] };
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

async function readOneByOne(programs: readonly (readonly [FactName, Program])[], payload: unknown): Promise<Reading> {
  const values = new Map<FactName, unknown>();
  const problems: string[] = [];
  for (const [name, program] of programs) {
    try {
      values.set(name, await program.evaluate(payload));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.push(`${name} is left out: ${error.message}`);
    }
  }
  return { values, problems };
}

function compileFact(kindName: string, name: FactName, source: string): Program {
  try {
    return compileExpression(source);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CatalogError(`payload kind "${kindName}", facts.${name}: ${error.message}`, { cause: error });
  }
}

function compileExpression(source: string): Program {
  return compile({ language: 'jsonata', source, format: 'json' });
}

function listSources(kind: PayloadKind): [FactName, string][] {
  return factNames().flatMap((name) => {
    const source = kind.facts[name];
    return source === undefined ? [] : [[name, source]];
  });
}

function factNames(): FactName[] {
  return factsSchema.keyof().options;
}

function readField(found: unknown, name: FactName): unknown {
  return typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
}
