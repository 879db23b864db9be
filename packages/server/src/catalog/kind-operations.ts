import { z } from 'zod';
import { payloadKindInputSchema } from '../contract/index.ts';
import type { KindEntry, PayloadKindInput } from '../contract/index.ts';
import { beginRecord, checkVersion, countChange, listNames, mergeInput } from '../http/change-record.ts';
import { parseInput } from '../http/parse-input.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import { VersionConflict } from '../storage/workspace/workspace.ts';
import type { WorkspaceWriter } from '../storage/workspace/workspace.ts';
import { findExpressionIssues } from '../templates/find-compile-issues.ts';
import type { KindRecord } from './kind-record.ts';

type KindDeps = Pick<ServerDeps, 'workspace' | 'catalog' | 'now' | 'newId'>;

interface KindChange {
  name: string;
  patch: unknown;
  version: number | undefined;
}

/** The only thing about a built-in kind that people change. */
const builtInSchema = z.strictObject({ facts: payloadKindInputSchema.shape.facts.unwrap() });

export function getKind({ catalog }: Pick<KindDeps, 'catalog'>, name: string): KindEntry {
  const kind = catalog.kinds().find((candidate) => candidate.name === name);
  if (kind === undefined) throw notFound('payload kind', name);
  return kind;
}

/** Defines a payload kind. */
export async function createKind(deps: KindDeps, input: PayloadKindInput): Promise<KindEntry> {
  const { workspace, catalog, now, newId } = deps;
  await workspace.write(async (writer) => {
    // What the write before this one did is in the records, and may not be in the catalog yet.
    await catalog.refresh();
    checkName(deps, input.name);
    checkFacts(input.facts);
    await writer.kinds.put({ ...beginRecord(newId('knd'), now()), ...input });
  });
  await catalog.refresh();
  return getKind(deps, input.name);
}

/** Changes a kind that people defined, or the expressions of a built-in one. The next event of the kind is read with them. */
export async function changeKind(deps: KindDeps, change: KindChange): Promise<KindEntry> {
  const { workspace, catalog } = deps;
  const name = await workspace.write(async (writer) => {
    await catalog.refresh();
    const kind = getKind(deps, change.name);
    const kept = (await writer.kinds.list()).find((record) => record.name === kind.name);
    if (kind.builtIn) return await changeBuiltIn(deps, writer, { ...change, kind, kept });
    if (kept === undefined) throw notFound('payload kind', kind.name);
    return await changeOwn(deps, writer, { ...change, kept });
  });
  await catalog.refresh();
  return getKind(deps, name);
}

export async function deleteKind(deps: KindDeps, name: string): Promise<void> {
  await deps.workspace.write(async (writer) => {
    await deps.catalog.refresh();
    if (getKind(deps, name).builtIn)
      throw new ProblemError('not-possible-now', `${JSON.stringify(name)} comes with Postmap and stays.`);
    refuseWhileUsed(deps, name);
    const record = (await writer.kinds.list()).find((kept) => kept.name === name);
    if (record !== undefined) await writer.kinds.delete(record.id);
  });
  await deps.catalog.refresh();
}

/** A fact that the patch leaves out, or gives as it comes with Postmap, is read as it comes with Postmap. */
async function changeBuiltIn(
  { catalog, now, newId }: KindDeps,
  writer: WorkspaceWriter,
  { kind, kept, patch, version }: KindChange & { kind: KindEntry; kept: KindRecord | undefined },
): Promise<string> {
  if (version !== undefined && version !== kind.version)
    throw new VersionConflict(`version ${version} was expected, ${kind.version} is kept`);
  const given = parseInput(builtInSchema, patch).facts;
  checkFacts(given);
  const shipped = catalog.shippedFacts(kind.name);
  const facts = Object.fromEntries(
    Object.entries(given).filter(([name, source]) => Reflect.get(shipped, name) !== source),
  );
  const counted = kept === undefined ? beginRecord(newId('knd'), now()) : { ...kept, ...countChange(kept, now()) };
  await writer.kinds.put({ ...counted, name: kind.name, title: kind.title, facts });
  return kind.name;
}

async function changeOwn(
  deps: KindDeps,
  writer: WorkspaceWriter,
  { kept, patch, version }: KindChange & { kept: KindRecord },
): Promise<string> {
  checkVersion(kept, version);
  const input = mergeInput(payloadKindInputSchema, { ...kept }, patch);
  checkFacts(input.facts);
  if (input.name !== kept.name) {
    checkName(deps, input.name);
    refuseWhileUsed(deps, kept.name);
  }
  await writer.kinds.put({ ...kept, ...input, ...countChange(kept, deps.now()) });
  return input.name;
}

function checkName({ catalog }: Pick<KindDeps, 'catalog'>, name: string): void {
  if (!catalog.kinds().some((kind) => kind.name === name)) return;
  const message = `${JSON.stringify(name)} is a payload kind already.`;
  throw new ProblemError('name-taken', `name: ${message} Choose another name.`, [{ path: 'name', message }]);
}

function checkFacts(facts: PayloadKindInput['facts']): void {
  const errors = Object.entries(facts).flatMap(([name, source]) => findExpressionIssues(`facts.${name}`, source));
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new ProblemError('invalid-request', `${first.path}: ${first.message}${more}`, errors);
}

/** Event types know their kind by its name. */
function refuseWhileUsed({ catalog }: Pick<KindDeps, 'catalog'>, name: string): void {
  const users = catalog.types().filter(({ kind }) => kind === name);
  if (users.length === 0) return;
  const named = listNames(users.map((type) => type.name));
  throw new ProblemError(
    'has-dependants',
    `The payload kind ${JSON.stringify(name)} is used by the event type ${named}: give them another kind first.`,
  );
}
