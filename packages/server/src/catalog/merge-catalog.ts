import type { CatalogEntry, EventType } from '../contract/index.ts';
import type { CatalogRecord, OwnTypeRecord } from './catalog-record.ts';
import { foldName } from './catalog.ts';

/**
 * The types that come with Postmap as people changed them, then those that people defined. Where both claim a name, people's wins: a newer
 * Postmap may bring a name that is in use already, and events go on to mean what they meant.
 */
export function mergeCatalog(shipped: readonly EventType[], records: readonly CatalogRecord[]): CatalogEntry[] {
  const own = records.flatMap((record) => (record.origin === 'own' ? [toEntry(record)] : []));
  const changes = new Map(records.flatMap((record) => (record.origin === 'built-in' ? [[record.name, record]] : [])));
  const claimed = new Set(own.flatMap(({ name, aliases }) => [name, ...aliases].map(foldName)));
  const kept = shipped
    .filter(({ name }) => !claimed.has(name))
    .map((type) => {
      const change = changes.get(type.name);
      return {
        ...type,
        aliases: type.aliases.filter((alias) => !claimed.has(foldName(alias))),
        enabled: change?.enabled ?? type.enabled,
        builtIn: true,
        version: change?.version ?? 0,
      };
    });
  return dropLostSources([...kept, ...own]);
}

/** What is no longer there, or has another payload kind now, can be no type's source. */
function dropLostSources(types: readonly CatalogEntry[]): CatalogEntry[] {
  const kinds = new Map(types.map(({ name, kind }) => [name, kind]));
  return types.map((type) => {
    const from = type.from.filter((base) => kinds.get(base) === type.kind && base !== type.name);
    return { ...type, from, when: from.length === 0 ? null : type.when };
  });
}

function toEntry({
  name,
  title,
  description,
  aliases,
  kind,
  enabled,
  from,
  when,
  version,
}: OwnTypeRecord): CatalogEntry {
  return { name, title, description, aliases, kind, sample: null, enabled, from, when, builtIn: false, version };
}
