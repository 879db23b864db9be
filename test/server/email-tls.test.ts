import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { callJson } from '../support/call-json.ts';
import { setUpEmail } from '../support/set-up-email.ts';
import { startSmtpReceiver } from '../support/smtp-receiver.ts';
import type { SmtpBehaviour, SmtpReceiver } from '../support/smtp-receiver.ts';
import { findFreePort, spawnServer } from '../support/spawned-server.ts';

const AUTHORITY = fileURLToPath(new URL('../support/tls/ca.pem', import.meta.url));
const KEY = 'key-of-the-tls-tests-0001';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Sends a test email through a Postmap that trusts the tests' authority as an operator has it trusted; answers its delivery. */
async function sendThrough(behaviour: SmtpBehaviour, urlOf: (port: number) => string) {
  const receiver: SmtpReceiver = await startSmtpReceiver(behaviour);
  closers.push(() => receiver.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'postmap-tls-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const spawned = spawnServer(await findFreePort(), {
    NODE_EXTRA_CA_CERTS: AUTHORITY,
    POSTMAP_DATA_DIR: dataDir,
    POSTMAP_ADMIN_KEY: KEY,
    POSTMAP_DEMO: 'off',
    POSTMAP_SMTP_URL: urlOf(receiver.port),
  });
  closers.push(() => spawned.end('SIGTERM'));
  await spawned.ready;
  const server = { origin: spawned.origin, key: KEY };
  const { triggerId } = await setUpEmail({
    send: (method, path, { body } = {}) => callJson(server, method, path, body),
  });
  const payload = { type: 'shipment.shipped', data: { order: { id: 7, email: 'jane@example.com' } } };
  const { body } = await callJson(server, 'POST', `/api/v1/triggers/${triggerId}/test`, { payload });
  return { delivery: body, mails: receiver.mails };
}

const auth = { user: 'post', password: 'map' };

test.each<[string, SmtpBehaviour, (port: number) => string]>([
  [
    'smtps:// with a password',
    { auth, tls: { from: 'start', certificate: 'localhost' } },
    (port) => `smtps://post:map@localhost:${port}`,
  ],
  [
    'smtp:// with STARTTLS required and a password',
    { auth, tls: { from: 'starttls', certificate: 'localhost' } },
    (port) => `smtp://post:map@localhost:${port}?starttls=required`,
  ],
  [
    'smtp:// with STARTTLS because the server offers it',
    { tls: { from: 'starttls', certificate: 'localhost' } },
    (port) => `smtp://127.0.0.1:${port}`,
  ],
])('an email is delivered over TLS by %s', async (_, behaviour, urlOf) => {
  const { delivery, mails } = await sendThrough(behaviour, urlOf);
  expect(delivery).toMatchObject({ status: 'succeeded' });
  expect(mails).toMatchObject([{ secure: true, recipients: ['jane@example.com'] }]);
});

test('a trusted certificate for another host is refused, with the host that it is for', async () => {
  const { delivery, mails } = await sendThrough(
    { tls: { from: 'start', certificate: 'elsewhere' } },
    (port) => `smtps://localhost:${port}`,
  );
  expect(delivery.status).toBe('exhausted');
  expect(delivery.attempts[0].failure.message).toBe(
    'No secure connection to localhost: its certificate is for another host name; use the name that it was made for',
  );
  expect(mails).toEqual([]);
});
