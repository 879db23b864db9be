import type { PayloadKind } from '../contract/index.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { createCatalog } from './catalog.ts';
import type { Catalog } from './catalog.ts';
import { mergeCatalog } from './merge-catalog.ts';
import { mergeKinds } from './merge-kinds.ts';

/** The catalog as people have it now. */
export interface LiveCatalog extends Catalog {
  /** The expressions that a built-in payload kind comes with; empty for another. */
  shippedFacts(kindName: string): PayloadKind['facts'];
  /** Takes up what the workspace has; to be awaited after a change, so that the next event meets it. */
  refresh(): Promise<void>;
}

/** Rejects with CatalogError when what the workspace keeps cannot be used. */
export async function openLiveCatalog(shipped: Catalog, { records }: Pick<Workspace, 'records'>): Promise<LiveCatalog> {
  const read = async (): Promise<Catalog> =>
    createCatalog(
      mergeCatalog(shipped.types(), await records.catalog.list()),
      mergeKinds(shipped.kinds(), await records.kinds.list()),
    );
  let current = await read();
  return {
    types: () => current.types(),
    kinds: () => current.kinds(),
    shippedFacts: (kindName) => shipped.kinds().find(({ name }) => name === kindName)?.facts ?? {},
    resolve: (name) => current.resolve(name),
    suggest: (name) => current.suggest(name),
    extractFacts: (kindName, payload) => current.extractFacts(kindName, payload),
    listOwnFacts: (kindName) => current.listOwnFacts(kindName),
    derive: (typeName, payload) => current.derive(typeName, payload),
    listOwnConditions: (typeName) => current.listOwnConditions(typeName),
    async refresh() {
      current = await read();
    },
  };
}
