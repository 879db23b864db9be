import type { DestinationAuth, UrlDestination } from '../contract/index.ts';
import type { OpenedAuth } from '../outbound/auth-header.ts';
import type { OauthClient } from '../outbound/oauth-tokens.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { secretPlace } from '../triggers/destination-secrets.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';

/** The secrets of a destination, in the clear: made for one try, never kept or logged. */
export interface OpenedSecrets {
  auth: OpenedAuth | null;
  /** What the bearer token of a try is fetched with. */
  oauth?: OauthClient | undefined;
  headers: [string, string][];
  /** Those that sign now, the current one first. */
  signing: string[];
}

/** Opens what a try needs. Throws SecretError, whose message names the fix. */
export function openSecrets(
  trigger: TriggerRecord,
  { auth, headers }: UrlDestination,
  box: Pick<SecretBox, 'open'>,
  now: number,
): OpenedSecrets {
  const open = (sealed: string): string => box.open(sealed, secretPlace(trigger.id));
  const valid = trigger.signingSecrets.filter(({ until }) => until === null || Date.parse(until) > now);
  return {
    auth: openAuth(auth, open),
    oauth: openOauth(auth, open),
    headers: headers.filter(({ secret }) => secret).map(({ name, value }) => [name, open(value)]),
    signing: valid.map(({ sealed }) => open(sealed)),
  };
}

function openAuth(auth: UrlDestination['auth'], open: (sealed: string) => string): OpenedAuth | null {
  if (auth.kind === 'none' || auth.kind === 'oauth2') return null;
  if (auth.kind === 'bearer') return { kind: 'bearer', token: open(auth.token) };
  return { kind: 'basic', username: auth.username, password: open(auth.password) };
}

function openOauth(auth: DestinationAuth, open: (sealed: string) => string): OauthClient | undefined {
  if (auth.kind !== 'oauth2') return undefined;
  const { tokenUrl, clientId, clientSecret, scope } = auth;
  return { tokenUrl, clientId, clientSecret: open(clientSecret), scope };
}
