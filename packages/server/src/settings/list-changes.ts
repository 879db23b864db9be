import { showSmtpServer } from '../outbound/smtp-server-url.ts';
import type { SettingsRecord } from './settings-record.ts';

type Values = Pick<SettingsRecord, 'smtp' | 'mailFrom' | 'allowNetworks'>;

/** What differs, a line for each setting such as `allowNetworks: none → 10.0.0.0/8`, for the audit: without secrets. */
export function listChanges(before: Values, after: Values): string[] {
  const lines = (['smtp', 'mailFrom', 'allowNetworks'] as const).map((name) => {
    const [one, other] = [describe(before, name), describe(after, name)];
    return one === other ? [] : [`${name}: ${one} → ${other}`];
  });
  const samePlace = describe(before, 'smtp') === describe(after, 'smtp');
  const isNewPassword = before.smtp?.sealedPassword !== after.smtp?.sealedPassword;
  return [...lines.flat(), ...(samePlace && isNewPassword ? ['smtp: another password'] : [])];
}

function describe({ smtp, mailFrom, allowNetworks }: Values, name: keyof Values): string {
  if (name === 'mailFrom') return mailFrom ?? 'none';
  if (name === 'allowNetworks') return allowNetworks.length === 0 ? 'none' : allowNetworks.join(', ');
  if (smtp === null) return 'none';
  const { host, port, security, user } = smtp;
  const place = `${showSmtpServer({ host, port, secure: security === 'tls' })} (${security})`;
  return user === null ? place : `${place} as ${user}`;
}
