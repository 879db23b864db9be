type JsonObject = Record<string, unknown>;

/** The form that this Postmap writes. */
export const WORKSPACE_SCHEMA_VERSION = 7;

/**
 * `migrations[n]` turns a document of version n into version n + 1. A released step never changes.
 *
 * 0 → 1: version 0 had no `schemaVersion`, left empty collections out, and kept records in objects by id.
 * 1 → 2: triggers have delay, throttle and ordering key; those there are have none of them.
 * 2 → 3: what people changed in the catalog is kept.
 * 3 → 4: payload kinds that people defined or changed are kept.
 * 4 → 5: settings that people change are kept.
 * 5 → 6: templates have cases; those there are have none.
 * 6 → 7: templates have a target; those there are have none.
 */
const migrations: readonly ((document: JsonObject) => JsonObject)[] = [
  (document) => ({
    schemaVersion: 1,
    marks: document['marks'] ?? [],
    ...Object.fromEntries(
      ['feeds', 'customers', 'templates', 'triggers', 'keys'].map((name) => [name, listRecords(document[name])]),
    ),
  }),
  (document) => ({
    ...document,
    schemaVersion: 2,
    triggers: mapRecords(document['triggers'], (trigger) => ({
      delayMinutes: 0,
      throttle: null,
      orderingKey: null,
      blockAfter: null,
      ...trigger,
    })),
  }),
  (document) => ({ ...document, schemaVersion: 3, catalog: document['catalog'] ?? [] }),
  (document) => ({ ...document, schemaVersion: 4, kinds: document['kinds'] ?? [] }),
  (document) => ({ ...document, schemaVersion: 5, settings: document['settings'] ?? [] }),
  (document) => ({ ...document, schemaVersion: 6, cases: document['cases'] ?? [] }),
  (document) => ({
    ...document,
    schemaVersion: 7,
    templates: mapRecords(document['templates'], (template) => ({ target: null, ...template })),
  }),
];

/** Brings a parsed file to the present form. Throws an Error that names the place when it is no workspace or of a newer version. */
export function migrateWorkspace(parsed: unknown): unknown {
  if (!isJsonObject(parsed)) throw new Error('$: not a workspace: the file must hold one JSON object.');
  const version = parsed['schemaVersion'] ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    throw new Error('schemaVersion: not a version number.');
  }
  if (version > WORKSPACE_SCHEMA_VERSION) {
    throw new Error(
      `schemaVersion: version ${version} was written by a newer Postmap; this one reads up to ${WORKSPACE_SCHEMA_VERSION}. Start the newer Postmap.`,
    );
  }
  return migrations.slice(version).reduce((document, migrate) => migrate(document), parsed);
}

function listRecords(records: unknown): unknown {
  if (records === undefined) return [];
  return isJsonObject(records) ? Object.values(records) : records;
}

/** What is no list of objects stays as it is, for the schema to name. */
function mapRecords(records: unknown, change: (record: JsonObject) => JsonObject): unknown {
  if (!Array.isArray(records)) return records;
  return records.map((record: unknown) => (isJsonObject(record) ? change(record) : record));
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
