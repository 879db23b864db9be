import type { Config } from '../../config.ts';
import { showSmtpServer } from '../../outbound/smtp-server-url.ts';
import type { SmtpServer } from '../../outbound/smtp-server-url.ts';
import { greetSmtp } from '../../outbound/smtp-session.ts';
import type { SettingsRecord } from '../../settings/settings-record.ts';
import { fail, ok } from './finding.ts';
import type { Finding } from './finding.ts';

const GREETING_MS = 5_000;

/**
 * Whether the mail server, if one is set, would take a message: its greeting, EHLO, and TLS where it is set or a password is to be sent. Nobody
 * signs in and nothing is sent.
 */
export async function checkMail(
  config: Pick<Config, 'smtp'>,
  kept: Pick<SettingsRecord, 'smtp'> | undefined,
): Promise<Finding> {
  const smtp = config.smtp ?? toServer(kept?.smtp ?? null);
  if (smtp === null) return ok('mail', 'no mail server is set: emails reach the built-in inbox only');
  const place = config.smtp === undefined ? 'Settings › SMTP' : 'POSTMAP_SMTP_URL';
  const problem = await greetSmtp(smtp, { timeoutMs: GREETING_MS });
  if (problem === null) return ok('mail', `${showSmtpServer(smtp)} (${place}) answers as a mail server`);
  return fail('mail', `${showSmtpServer(smtp)}: ${problem}`, `correct ${place}, or remove it to send no email`);
}

/** The kept settings as they are sent by, without the password: it stays sealed. */
function toServer(smtp: SettingsRecord['smtp']): SmtpServer | null {
  if (smtp === null) return null;
  const { host, port, security, user } = smtp;
  const auth = user === null ? undefined : { user, password: '' };
  return { host, port, secure: security === 'tls', requireStartTls: security === 'starttls', auth };
}
