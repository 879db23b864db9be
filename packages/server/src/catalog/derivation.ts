import type { CatalogEntry } from '../contract/index.ts';
import { CatalogError } from './catalog-error.ts';
import { createExpressionSet } from './expression-set.ts';
import type { ExpressionSet } from './expression-set.ts';

/** What an event is beside the type it came as. */
export interface DerivedTypes {
  types: string[];
  warnings: string[];
}

/** A condition that people wrote: `type` is what an event is too, when `source` holds. */
export interface OwnCondition {
  type: string;
  source: string;
}

export interface Derivation {
  /** The enabled built-in types whose `when` holds for a payload of this type. Shipped conditions are trusted: they run in this process. */
  derive(typeName: string, payload: unknown): Promise<DerivedTypes>;
  /** The conditions of enabled types that people defined: to be asked only where what does not end can be killed. */
  listOwnConditions(typeName: string): readonly OwnCondition[];
}

/** Files what derives from each type. Throws CatalogError naming the type whose `when` does not compile. */
export function createDerivation(types: readonly CatalogEntry[]): Derivation {
  const shipped = new Map<string, [string, string][]>();
  const own = new Map<string, OwnCondition[]>();
  for (const { name, from, when, enabled, builtIn } of types) {
    if (when === null || !enabled) continue;
    for (const base of from) {
      if (builtIn) append(shipped, base, [name, when]);
      else append(own, base, { type: name, source: when });
    }
  }
  const sets = new Map<string, ExpressionSet<string>>();
  for (const [base, sources] of shipped) {
    sets.set(
      base,
      createExpressionSet(
        sources.map(([name, when]) => [name, `$boolean((${when}\n))`] as const),
        (name, error) => new CatalogError(`event type "${name}", when: ${error.message}`, { cause: error }),
      ),
    );
  }
  return {
    async derive(typeName, payload) {
      const readConditions = sets.get(typeName);
      if (readConditions === undefined) return { types: [], warnings: [] };
      const { values, failures } = await readConditions(payload);
      return {
        types: [...values].flatMap(([name, holds]) => (holds === true ? [name] : [])),
        warnings: [...failures].map(([name, message]) => warnUndecided(name, message)),
      };
    },
    listOwnConditions: (typeName) => own.get(typeName) ?? [],
  };
}

/** A type's condition that failed says neither yes nor no; the event goes on without the type. */
export function warnUndecided(type: string, message: string): string {
  return `It cannot be told whether this is a "${type}" event too, so triggers for that are left alone: ${message}`;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
