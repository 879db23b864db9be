import type { CreatedKey, Key, KeyInput, Page, PageQuery } from '../contract/index.ts';
import { pageOf } from '../http/page-of.ts';
import { notFound } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import { generateKey, hashSecret, keyPrefix } from './access-keys.ts';
import type { KeyRecord } from './key-record.ts';
import type { Principal } from './principal.ts';

type KeyDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'now' | 'newId' | 'randomBytes'>;

export async function listKeys({ workspace, ledger }: KeyDeps, query: PageQuery): Promise<Page<Key>> {
  const page = pageOf(await workspace.records.keys.list(), query);
  const uses = await ledger.keyUses.list();
  return { ...page, items: page.items.map((record) => presentKey(record, uses.get(record.id))) };
}

export async function getKey({ workspace, ledger }: KeyDeps, id: string): Promise<Key> {
  const record = await workspace.records.keys.get(id);
  if (record === undefined) throw notFound('key', id);
  return presentKey(record, await ledger.keyUses.get(id));
}

/** Makes a key; only its hash is kept, so this answer is the only one that holds it. Who made it is on record before it works. */
export async function createKey(
  { workspace, ledger, now, newId, randomBytes }: KeyDeps,
  input: KeyInput,
  principal: Principal,
): Promise<CreatedKey> {
  const key = generateKey(randomBytes);
  const at = new Date(now()).toISOString();
  const record: KeyRecord = {
    id: newId('key'),
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...input,
    prefix: keyPrefix(key),
    hash: hashSecret(key),
  };
  const subject = describeKey(record);
  await ledger.audit.add({ at: now(), actor: principal.name, action: `create-${input.role}-key`, subject });
  await workspace.write((writer) => writer.keys.put(record));
  return { ...presentKey(record, undefined), key };
}

export async function deleteKey({ workspace, ledger, now }: KeyDeps, id: string, { name }: Principal): Promise<void> {
  const record = await workspace.records.keys.get(id);
  if (record === undefined || !(await workspace.write((writer) => writer.keys.delete(id)))) throw notFound('key', id);
  await ledger.audit.add({ at: now(), actor: name, action: 'delete-key', subject: describeKey(record) });
  await ledger.keyUses.delete(id);
}

/** For the audit: once a key is deleted, its id tells nobody which it was. */
function describeKey({ id, name }: KeyRecord): string {
  return `${name} (${id})`;
}

function presentKey({ id, name, role, prefix, createdAt }: KeyRecord, usedAt: number | undefined): Key {
  const lastUsedAt = usedAt === undefined ? null : new Date(usedAt).toISOString();
  return { id, name, role, prefix, createdAt, lastUsedAt };
}
