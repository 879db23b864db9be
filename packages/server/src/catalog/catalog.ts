import path from 'node:path';
import { findNearestName } from '@postmap/engine';
import { z } from 'zod';
import { eventTypeSchema, payloadKindSchema } from '../contract/index.ts';
import type { CatalogEntry, FoundFacts, KindEntry } from '../contract/index.ts';
import { CatalogError } from './catalog-error.ts';
import { createDerivation } from './derivation.ts';
import type { Derivation } from './derivation.ts';
import { createFactReader, listOwnFacts } from './fact-reader.ts';
import type { OwnFact } from './fact-reader.ts';
import { readCatalogFile } from './read-catalog-file.ts';

/** The event types Postmap knows and the payload kinds they share. */
export interface Catalog extends Derivation {
  types(): readonly CatalogEntry[];
  kinds(): readonly KindEntry[];
  /** By name or alias, whatever its case. */
  resolve(name: string): CatalogEntry | undefined;
  /** The known name or alias most like `name`, for a hint. */
  suggest(name: string): string | undefined;
  /** The facts by the expressions that come with Postmap. Throws for a kind that the catalog does not have. */
  extractFacts(kindName: string, payload: unknown): Promise<FoundFacts>;
  /** The facts by expressions that people wrote: to be asked only where what does not end can be killed. */
  listOwnFacts(kindName: string): readonly OwnFact[];
}

/** Reads `event-types.json` and `payload-kinds.json`. Rejects with CatalogError. */
export async function loadCatalog(folder: string): Promise<Catalog> {
  const typesFile = path.join(folder, 'event-types.json');
  const kindsFile = path.join(folder, 'payload-kinds.json');
  const kinds = await readCatalogFile(kindsFile, z.array(payloadKindSchema.strict()));
  const types = await readCatalogFile(typesFile, z.array(eventTypeSchema.strict()));
  return createCatalog(
    types.map((type) => ({ ...type, builtIn: true, version: 0 })),
    kinds.map((kind) => ({ ...kind, builtIn: true, version: 0, ownFacts: [] })),
  );
}

/** Throws CatalogError for a name used twice, a kind or a type that is missing, or an expression that does not compile. */
export function createCatalog(types: readonly CatalogEntry[], kinds: readonly KindEntry[]): Catalog {
  const readers = new Map(kinds.map((kind) => [kind.name, createFactReader(kind)]));
  if (readers.size < kinds.length) throw new CatalogError('two payload kinds have the same name');
  const ownFacts = new Map(kinds.map((kind) => [kind.name, listOwnFacts(kind)]));
  const byName = indexNames(types);
  for (const type of types) {
    if (!readers.has(type.kind))
      throw new CatalogError(`event type "${type.name}": there is no payload kind "${type.kind}"`);
    checkSources(type, types);
  }
  return {
    ...createDerivation(types),
    types: () => types,
    kinds: () => kinds,
    resolve: (name) => byName.get(foldName(name)),
    suggest: (name) => findNearestName(name, byName.keys()),
    async extractFacts(kindName, payload) {
      const readFacts = readers.get(kindName);
      if (readFacts === undefined) throw new CatalogError(`there is no payload kind "${kindName}"`);
      return await readFacts(payload);
    },
    listOwnFacts: (kindName) => ownFacts.get(kindName) ?? [],
  };
}

/** Names that differ only in case are one name: "Order shipped" is how a person's form has it, "order shipped" how the catalog does. */
export function foldName(name: string): string {
  return name.trim().toLowerCase();
}

function indexNames(types: readonly CatalogEntry[]): Map<string, CatalogEntry> {
  const byName = new Map<string, CatalogEntry>();
  for (const type of types) {
    for (const name of [type.name, ...type.aliases]) {
      const holder = byName.get(foldName(name));
      if (holder !== undefined) {
        throw new CatalogError(`event type "${type.name}": the name "${name}" already belongs to "${holder.name}"`);
      }
      byName.set(foldName(name), type);
    }
  }
  return byName;
}

/** `from` and `when` come together, and a payload that `when` looks at has the type's own kind. */
function checkSources({ name, from, when, kind }: CatalogEntry, types: readonly CatalogEntry[]): void {
  if ((from.length === 0) !== (when === null))
    throw new CatalogError(`event type "${name}": "from" and "when" come together`);
  for (const base of from) {
    const source = types.find((type) => type.name === base);
    if (source === undefined || base === name)
      throw new CatalogError(`event type "${name}": there is no other event type "${base}" to derive it from`);
    if (source.kind !== kind)
      throw new CatalogError(
        `event type "${name}": "${base}" has the payload kind "${source.kind}", not "${kind}", so it cannot be derived from it`,
      );
  }
}
