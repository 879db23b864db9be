import path from 'node:path';
import { z } from 'zod';
import { eventTypeSchema, payloadKindSchema } from '../contract/index.ts';
import type { EventType, Facts, PayloadKind } from '../contract/index.ts';
import { CatalogError } from './catalog-error.ts';
import { createFactReader } from './fact-reader.ts';
import { findNearestName } from './nearest-name.ts';
import { readCatalogFile } from './read-catalog-file.ts';

/** The event types Postmap knows and the payload kinds they share. */
export interface Catalog {
  types(): readonly EventType[];
  kinds(): readonly PayloadKind[];
  /** By exact name or alias. */
  resolve(name: string): EventType | undefined;
  /** The known name or alias most like `name`, for a hint. */
  suggest(name: string): string | undefined;
  /** Throws for a kind that the catalog does not have. */
  extractFacts(kindName: string, payload: unknown): Promise<{ facts: Facts; warnings: string[] }>;
}

/** Reads `event-types.json` and `payload-kinds.json`. Rejects with CatalogError. */
export async function loadCatalog(folder: string): Promise<Catalog> {
  const typesFile = path.join(folder, 'event-types.json');
  const kindsFile = path.join(folder, 'payload-kinds.json');
  const kinds = await readCatalogFile(kindsFile, z.array(payloadKindSchema.strict()));
  const types = await readCatalogFile(typesFile, z.array(eventTypeSchema.strict()));
  return createCatalog(types, kinds);
}

/** Throws CatalogError for a name used twice, a kind that is missing, or an expression that does not compile. */
export function createCatalog(types: readonly EventType[], kinds: readonly PayloadKind[]): Catalog {
  const readers = new Map(kinds.map((kind) => [kind.name, createFactReader(kind)]));
  if (readers.size < kinds.length) throw new CatalogError('two payload kinds have the same name');
  const byName = indexNames(types);
  for (const type of types) {
    if (!readers.has(type.kind))
      throw new CatalogError(`event type "${type.name}": there is no payload kind "${type.kind}"`);
  }
  return {
    types: () => types,
    kinds: () => kinds,
    resolve: (name) => byName.get(name),
    suggest: (name) => findNearestName(name, byName.keys()),
    async extractFacts(kindName, payload) {
      const readFacts = readers.get(kindName);
      if (readFacts === undefined) throw new CatalogError(`there is no payload kind "${kindName}"`);
      return await readFacts(payload);
    },
  };
}

function indexNames(types: readonly EventType[]): Map<string, EventType> {
  const byName = new Map<string, EventType>();
  for (const type of types) {
    for (const name of [type.name, ...type.aliases]) {
      const holder = byName.get(name);
      if (holder !== undefined) {
        throw new CatalogError(`event type "${type.name}": the name "${name}" already belongs to "${holder.name}"`);
      }
      byName.set(name, type);
    }
  }
  return byName;
}
