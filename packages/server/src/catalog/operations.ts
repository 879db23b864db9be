import { z } from 'zod';
import { eventTypeInputSchema } from '../contract/index.ts';
import type { CatalogEntry, EventTypeInput, FactsInput, FoundFacts } from '../contract/index.ts';
import { readPayloadFacts } from '../events/read-payload-facts.ts';
import { beginRecord, checkVersion, countChange, listNames, mergeInput } from '../http/change-record.ts';
import { parseInput } from '../http/parse-input.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import { VersionConflict } from '../storage/workspace/workspace.ts';
import type { WorkspaceReader, WorkspaceWriter } from '../storage/workspace/workspace.ts';
import type { CatalogRecord, OwnTypeRecord } from './catalog-record.ts';
import { checkEventType } from './check-event-type.ts';

type CatalogDeps = Pick<ServerDeps, 'workspace' | 'catalog' | 'now' | 'newId'>;

/** The only thing about a built-in type that people change. */
const switchSchema = z.strictObject({ enabled: z.boolean() });

export function getEventType({ catalog }: Pick<CatalogDeps, 'catalog'>, name: string): CatalogEntry {
  const type = catalog.types().find((candidate) => candidate.name === name);
  if (type === undefined) throw notFound('event type', name);
  return type;
}

/** The facts that an event of a type would have; none for a type that the catalog does not have. */
export async function findFacts(
  { catalog, renderPool }: Pick<ServerDeps, 'catalog' | 'renderPool'>,
  { eventType, payload }: FactsInput,
): Promise<FoundFacts> {
  const kind = catalog.resolve(eventType)?.kind ?? null;
  return readPayloadFacts({ catalog, pool: renderPool }, { kind, payload, text: JSON.stringify(payload) });
}

/** Defines an event type. The next event of its name has it. */
export async function createEventType(deps: CatalogDeps, input: EventTypeInput): Promise<CatalogEntry> {
  const { workspace, catalog, now, newId } = deps;
  const { name } = await workspace.write(async (writer) => {
    // What the write before this one did is in the records, and may not be in the catalog yet.
    await catalog.refresh();
    const checked = checkEventType(catalog, input, null);
    const record: CatalogRecord = { ...beginRecord(newId('typ'), now()), origin: 'own', ...checked };
    await writer.catalog.put(record);
    return record;
  });
  await catalog.refresh();
  return getEventType(deps, name);
}

/** Changes a type that people defined, or switches a built-in one on or off. */
export async function changeEventType(
  deps: CatalogDeps,
  change: { name: string; patch: unknown; version: number | undefined },
): Promise<CatalogEntry> {
  const { workspace, catalog } = deps;
  const name = await workspace.write(async (writer) => {
    await catalog.refresh();
    const type = getEventType(deps, change.name);
    const kept = (await writer.catalog.list()).find((record) => record.name === type.name);
    if (type.builtIn) return await switchBuiltIn(deps, writer, { ...change, type, kept });
    if (kept?.origin !== 'own') throw notFound('event type', type.name);
    return await changeOwn(deps, writer, { ...change, kept });
  });
  await catalog.refresh();
  return getEventType(deps, name);
}

export async function deleteEventType(deps: CatalogDeps, name: string): Promise<void> {
  await deps.workspace.write(async (writer) => {
    await deps.catalog.refresh();
    if (getEventType(deps, name).builtIn) {
      throw new ProblemError(
        'not-possible-now',
        `${JSON.stringify(name)} comes with Postmap: switch it off with "enabled": false instead.`,
      );
    }
    await refuseWhileUsed(deps, writer, name);
    const record = (await writer.catalog.list()).find((kept) => kept.origin === 'own' && kept.name === name);
    if (record !== undefined) await writer.catalog.delete(record.id);
  });
  await deps.catalog.refresh();
}

async function switchBuiltIn(
  { now, newId }: CatalogDeps,
  writer: WorkspaceWriter,
  {
    type,
    kept,
    patch,
    version,
  }: { type: CatalogEntry; kept: CatalogRecord | undefined; patch: unknown; version: number | undefined },
): Promise<string> {
  if (version !== undefined && version !== type.version)
    throw new VersionConflict(`version ${version} was expected, ${type.version} is kept`);
  const { enabled } = parseInput(switchSchema, patch);
  const counted = kept === undefined ? beginRecord(newId('typ'), now()) : { ...kept, ...countChange(kept, now()) };
  const { id, createdAt, updatedAt, version: next } = counted;
  await writer.catalog.put({
    id,
    version: next,
    createdAt,
    updatedAt,
    origin: 'built-in',
    name: type.name,
    enabled,
  });
  return type.name;
}

async function changeOwn(
  deps: CatalogDeps,
  writer: WorkspaceWriter,
  { kept, patch, version }: { kept: OwnTypeRecord; patch: unknown; version: number | undefined },
): Promise<string> {
  checkVersion(kept, version);
  const input = checkEventType(deps.catalog, mergeInput(eventTypeInputSchema, { ...kept }, patch), kept.name);
  if (input.name !== kept.name) await refuseWhileUsed(deps, writer, kept.name);
  await writer.catalog.put({ ...kept, ...input, ...countChange(kept, deps.now()) });
  return input.name;
}

/** Triggers and other types know a type by its name. */
async function refuseWhileUsed(
  { catalog }: Pick<CatalogDeps, 'catalog'>,
  { triggers }: Pick<WorkspaceReader, 'triggers'>,
  name: string,
): Promise<void> {
  const listeners = (await triggers.list()).filter(({ routes }) => routes.some(({ events }) => events.includes(name)));
  const derived = catalog.types().filter(({ from }) => from.includes(name));
  const users = [
    ...(listeners.length === 0 ? [] : [`by the trigger ${listNames(listeners.map((trigger) => trigger.name))}`]),
    ...(derived.length === 0 ? [] : [`by the event type ${listNames(derived.map((type) => type.name))}`]),
  ];
  if (users.length === 0) return;
  throw new ProblemError(
    'has-dependants',
    `The event type ${JSON.stringify(name)} is used ${users.join(' and ')}: change them first.`,
  );
}
