import type { Principal } from '../access/principal.ts';
import type { SigningSecret } from '../contract/index.ts';
import { countChange } from '../http/change-record.ts';
import { generateSigningSecret } from '../outbound/signing.ts';
import type { ServerDeps } from '../server-deps.ts';
import { secretPlace } from './destination-secrets.ts';
import { requireTrigger } from './operations.ts';
import type { TriggerRecord } from './trigger-record.ts';

type SecretDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'secretBox' | 'now' | 'randomBytes'>;
type StoredSecret = TriggerRecord['signingSecrets'][number];

/** How long a replaced secret signs beside the new one, so that receivers can change over. */
const OVERLAP_MS = 24 * 60 * 60_000;

/** The secret that signs now; that it was seen is on record before it is given. */
export async function readSigningSecret(deps: SecretDeps, id: string, principal: Principal): Promise<SigningSecret> {
  const record = await requireTrigger(deps.workspace.records, id);
  await deps.ledger.audit.add({ at: deps.now(), actor: principal.name, action: 'see-signing-secret', subject: id });
  return presentSecret(deps, record);
}

/** Makes a new secret; the one before signs too for 24 hours. */
export async function rotateSigningSecret(deps: SecretDeps, id: string, principal: Principal): Promise<SigningSecret> {
  const { workspace, ledger, secretBox, now, randomBytes } = deps;
  const at = now();
  await ledger.audit.add({ at, actor: principal.name, action: 'rotate-signing-secret', subject: id });
  const record = await workspace.write(async (writer) => {
    const kept = await requireTrigger(writer, id);
    const sealed = secretBox.seal(generateSigningSecret(randomBytes), secretPlace(id));
    const added: StoredSecret = { sealed, createdAt: new Date(at).toISOString(), until: null };
    const changed = { ...kept, signingSecrets: [added, ...retire(kept.signingSecrets, at)], ...countChange(kept, at) };
    await writer.triggers.put(changed);
    return changed;
  });
  return presentSecret(deps, record);
}

function retire(secrets: readonly StoredSecret[], at: number): StoredSecret[] {
  return secrets
    .map((secret) => ({ ...secret, until: secret.until ?? new Date(at + OVERLAP_MS).toISOString() }))
    .filter(({ until }) => Date.parse(until) > at);
}

function presentSecret(
  { secretBox, now }: Pick<SecretDeps, 'secretBox' | 'now'>,
  { id, signingSecrets }: TriggerRecord,
): SigningSecret {
  const [current, previous] = signingSecrets;
  if (current === undefined) throw new TypeError(`Trigger ${id} has no signing secret`);
  const until = previous?.until ?? null;
  const overlaps = until !== null && Date.parse(until) > now();
  return { secret: secretBox.open(current.sealed, secretPlace(id)), previousUntil: overlaps ? until : null };
}
