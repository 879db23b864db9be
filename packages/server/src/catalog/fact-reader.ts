import { factsSchema } from '../contract/index.ts';
import type { FoundFacts, KindEntry } from '../contract/index.ts';
import { CatalogError } from './catalog-error.ts';
import { createExpressionSet } from './expression-set.ts';
import { gatherFacts } from './gather-facts.ts';
import type { FactName } from './normalise-fact.ts';

/** A fact whose expression people wrote. */
export interface OwnFact {
  name: FactName;
  source: string;
}

/** Reads the facts of one payload kind that come with Postmap. */
export type FactReader = (payload: unknown) => Promise<FoundFacts>;

/** Compiles the kind's shipped expressions. Throws CatalogError naming the fact whose expression does not compile. */
export function createFactReader(kind: KindEntry): FactReader {
  const readExpressions = createExpressionSet(
    listSources(kind, (name) => !kind.ownFacts.includes(name)).map(({ name, source }) => [name, source] as const),
    (name, error) => new CatalogError(`payload kind "${kind.name}", facts.${name}: ${error.message}`, { cause: error }),
  );
  return async (payload) => gatherFacts(await readExpressions(payload));
}

/** The facts of a kind that people wrote, in the catalog's order. */
export function listOwnFacts(kind: KindEntry): OwnFact[] {
  return listSources(kind, (name) => kind.ownFacts.includes(name));
}

function listSources(kind: KindEntry, isWanted: (name: FactName) => boolean): OwnFact[] {
  return factsSchema.keyof().options.flatMap((name) => {
    const source = kind.facts[name];
    return source === undefined || !isWanted(name) ? [] : [{ name, source }];
  });
}
