import { once } from 'node:events';
import { connect } from 'node:net';
import type { Config } from '../../config.ts';
import { fail, ok } from './finding.ts';
import type { Finding } from './finding.ts';

const CONNECT_MS = 3_000;

/** Whether the mail server, if one is set, takes connections; nobody signs in and nothing is sent. */
export async function checkMail({ smtp }: Pick<Config, 'smtp'>): Promise<Finding> {
  if (smtp === undefined) return ok('mail', 'POSTMAP_SMTP_URL is not set: emails reach the built-in inbox only');
  const { host, port } = smtp;
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_MS) });
    return ok('mail', `${host}:${port} takes connections`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'ABORT_ERR' ? `no connection within ${CONNECT_MS / 1000} s` : code;
    return fail('mail', `${host}:${port}: ${reason}`, 'correct POSTMAP_SMTP_URL, or remove it to send no email');
  } finally {
    socket.destroy();
  }
}
