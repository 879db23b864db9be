import type { CatalogEntry, KindEntry } from '@postmap/server/contract';
import { matchesText } from './matches-text.ts';

/** A payload kind and those of its event types that are shown. */
export interface CatalogGroup {
  kind: KindEntry;
  types: readonly CatalogEntry[];
}

/**
 * Event types under their payload kind, people's own kinds first. What is searched for is found in a type's title, name, aliases and
 * description; a kind that matches shows all its types. Kinds without types are there only while nothing is searched for.
 */
export function groupCatalog(
  types: readonly CatalogEntry[],
  kinds: readonly KindEntry[],
  query: string,
): CatalogGroup[] {
  const ordered = [...kinds.filter(({ builtIn }) => !builtIn), ...kinds.filter(({ builtIn }) => builtIn)];
  return ordered.flatMap((kind) => {
    const own = types.filter((type) => type.kind === kind.name);
    const matching = own.filter(({ title, name, aliases, description }) =>
      matchesText(query, [title, name, ...aliases, description]),
    );
    const isNamed = matchesText(query, [kind.title, kind.name]);
    if (query.trim() !== '' && matching.length === 0 && !isNamed) return [];
    return [{ kind, types: matching.length === 0 && isNamed ? own : matching }];
  });
}
