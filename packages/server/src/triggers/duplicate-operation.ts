import type { Trigger } from '../contract/index.ts';
import { beginRecord } from '../http/change-record.ts';
import { copyName } from '../ids/copy-name.ts';
import { generateSigningSecret } from '../outbound/signing.ts';
import type { ServerDeps } from '../server-deps.ts';
import { resealDestination, secretPlace } from './destination-secrets.ts';
import { requireTrigger } from './operations.ts';
import { presentTrigger } from './present-trigger.ts';
import type { TriggerRecord } from './trigger-record.ts';

/**
 * Makes a draft with the same customer, routes, template, destination and timing. Its destination's secrets are sealed anew, for it alone, so
 * nobody has to know them; its signing secret is its own.
 */
export async function duplicateTrigger(
  {
    workspace,
    ledger,
    secretBox,
    now,
    newId,
    randomBytes,
  }: Pick<ServerDeps, 'workspace' | 'ledger' | 'secretBox' | 'now' | 'newId' | 'randomBytes'>,
  id: string,
): Promise<Trigger> {
  const begun = beginRecord(newId('trg'), now());
  const seal = (secret: string): string => secretBox.seal(secret, secretPlace(begun.id));
  const record = await workspace.write(async (writer) => {
    const kept = await requireTrigger(writer, id);
    const names = (await writer.triggers.list())
      .filter(({ customerId }) => customerId === kept.customerId)
      .map(({ name }) => name);
    const copy: TriggerRecord = {
      ...kept,
      ...begun,
      name: copyName(kept.name, names),
      destination: resealDestination(kept.destination, (sealed) => seal(secretBox.open(sealed, secretPlace(id)))),
      status: 'draft',
      signingSecrets: [{ sealed: seal(generateSigningSecret(randomBytes)), createdAt: begun.createdAt, until: null }],
    };
    await writer.triggers.put(copy);
    return copy;
  });
  return presentTrigger({ workspace, ledger }, record);
}
