import { factsSchema } from '../contract/index.ts';
import type { Facts, PayloadKind } from '../contract/index.ts';
import { CatalogError } from './catalog-error.ts';
import { createExpressionSet } from './expression-set.ts';
import { normaliseFact } from './normalise-fact.ts';
import type { FactName } from './normalise-fact.ts';

/** Reads the facts of one payload kind. A fact that cannot be read is a warning, so that no event is lost for it. */
export type FactReader = (payload: unknown) => Promise<{ facts: Facts; warnings: string[] }>;

/** Compiles the kind's expressions. Throws CatalogError naming the fact whose expression does not compile. */
export function createFactReader(kind: PayloadKind): FactReader {
  const readExpressions = createExpressionSet(
    listSources(kind),
    (name, error) => new CatalogError(`payload kind "${kind.name}", facts.${name}: ${error.message}`, { cause: error }),
  );
  return async (payload) => {
    const { values, failures } = await readExpressions(payload);
    const problems = [...failures].map(([name, message]) => `${name} is left out: ${message}`);
    const facts: Facts = {};
    for (const [name, value] of values) {
      const normal = normaliseFact(name, value);
      if (normal.kind === 'fact') Object.assign(facts, normal.facts);
      if (normal.kind === 'problem') problems.push(`${name} is left out: its expression gave ${normal.problem}`);
    }
    return { facts, warnings: problems.map((problem) => `The fact ${problem}`) };
  };
}

function listSources(kind: PayloadKind): [FactName, string][] {
  return factsSchema.keyof().options.flatMap((name) => {
    const source = kind.facts[name];
    return source === undefined ? [] : [[name, source]];
  });
}
