import { once } from 'node:events';
import { connect } from 'node:net';
import type { Config } from '../../config.ts';
import type { SettingsRecord } from '../../settings/settings-record.ts';
import { fail, ok } from './finding.ts';
import type { Finding } from './finding.ts';

const CONNECT_MS = 3_000;

/** Whether the mail server, if one is set, takes connections; nobody signs in and nothing is sent. */
export async function checkMail(
  config: Pick<Config, 'smtp'>,
  kept: Pick<SettingsRecord, 'smtp'> | undefined,
): Promise<Finding> {
  const smtp = config.smtp ?? kept?.smtp ?? null;
  if (smtp === null) return ok('mail', 'no mail server is set: emails reach the built-in inbox only');
  const { host, port } = smtp;
  const place = config.smtp === undefined ? 'Settings › SMTP' : 'POSTMAP_SMTP_URL';
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_MS) });
    return ok('mail', `${host}:${port} (${place}) takes connections`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'ABORT_ERR' ? `no connection within ${CONNECT_MS / 1000} s` : code;
    return fail('mail', `${host}:${port}: ${reason}`, `correct ${place}, or remove it to send no email`);
  } finally {
    socket.destroy();
  }
}
