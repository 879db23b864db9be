import type { Destination } from '../contract/index.ts';
import type { OpenedAuth } from '../outbound/auth-header.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { secretPlace } from '../triggers/destination-secrets.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';

/** The secrets of a destination, in the clear: made for one try, never kept or logged. */
export interface OpenedSecrets {
  auth: OpenedAuth | null;
  headers: [string, string][];
  /** Those that sign now, the current one first. */
  signing: string[];
}

/** Opens what a try needs. Throws SecretError, whose message names the fix. */
export function openSecrets(trigger: TriggerRecord, box: Pick<SecretBox, 'open'>, now: number): OpenedSecrets {
  const { auth, headers } = trigger.destination;
  const open = (sealed: string): string => box.open(sealed, secretPlace(trigger.id));
  const valid = trigger.signingSecrets.filter(({ until }) => until === null || Date.parse(until) > now);
  return {
    auth: openAuth(auth, open),
    headers: headers.filter(({ secret }) => secret).map(({ name, value }) => [name, open(value)]),
    signing: valid.map(({ sealed }) => open(sealed)),
  };
}

function openAuth(auth: Destination['auth'], open: (sealed: string) => string): OpenedAuth | null {
  if (auth.kind === 'none') return null;
  if (auth.kind === 'bearer') return { kind: 'bearer', token: open(auth.token) };
  return { kind: 'basic', username: auth.username, password: open(auth.password) };
}
