import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { parseSmtpUrl } from '../../packages/server/src/outbound/smtp-server-url.ts';
import { openSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { startReceiver } from '../support/recording-receiver.ts';
import { setUpEmail } from '../support/set-up-email.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startSmtpReceiver } from '../support/smtp-receiver.ts';
import type { SmtpBehaviour, SmtpReceiver } from '../support/smtp-receiver.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { Answer, RequestOptions, TestServer } from '../support/test-server.ts';

const MASK = '••••••••';
const PASSWORD = 'correct horse';

const opened: { close(): Promise<void> }[] = [];
let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
  opened.push(server);
});
afterEach(async () => {
  for (let last = opened.pop(); last !== undefined; last = opened.pop()) await last.close();
});

const read = (options?: RequestOptions): Promise<Answer> => server.send('GET', '/api/v1/settings', options);
const change = (body: unknown, options: RequestOptions = {}): Promise<Answer> =>
  server.send('PATCH', '/api/v1/settings', { ...options, body });
const sendTest = (to: string): Promise<Answer> => server.send('POST', '/api/v1/settings/smtp/test', { body: { to } });

async function openMail(behaviour: SmtpBehaviour = {}): Promise<SmtpReceiver> {
  const receiver = await startSmtpReceiver(behaviour);
  opened.push(receiver);
  return receiver;
}

async function listAudit(): Promise<string[]> {
  await server.stop();
  const ledger = await openSqliteLedger({ file: join(server.dataDir, 'ledger.db') });
  const { items } = await ledger.audit.list({ limit: 20 });
  await ledger.close();
  const asked = items.filter(({ actor }) => actor !== 'server start');
  return asked.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`).toReversed();
}

test('a new server has none, and says so', async () => {
  expect(await read()).toMatchObject({
    status: 200,
    headers: { etag: '"0"' },
    body: {
      version: 0,
      updatedAt: null,
      smtp: null,
      mailFrom: null,
      allowNetworks: [],
      setBy: { smtp: null, allowNetworks: null },
      warnings: [],
    },
  });
});

describe('the mail server', () => {
  test('is used at once for email triggers and is still there after a restart; its password is never shown', async () => {
    const mail = await openMail({ auth: { user: 'post', password: PASSWORD } });
    const { triggerId } = await setUpEmail(server, { retry: 'none' });
    const activate = () => server.send('POST', `/api/v1/triggers/${triggerId}/activate`, { body: { force: true } });
    expect(await activate()).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/Settings › SMTP or POSTMAP_SMTP_URL/) },
    });

    const smtp = { host: '127.0.0.1', port: mail.port, security: 'opportunistic', user: 'post', password: PASSWORD };
    const set = await change({ smtp });
    expect(set).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(set.body.smtp).toEqual({ ...smtp, password: MASK });
    expect((await activate()).status).toBe(200);
    const event = { type: 'shipment.shipped', data: { order: { id: 7, email: 'jane@example.com' } } };
    await server.send('POST', '/api/v1/events', { body: event });
    await until('the email', async () => mail.mails.length === 1);

    await server.restart();
    await server.send('POST', '/api/v1/events', { body: event });
    await until('the email after a restart', async () => mail.mails.length === 2);
    expect((await read()).text).not.toContain(PASSWORD);
    expect(await readFile(join(server.dataDir, 'workspace.json'), 'utf8')).not.toContain(PASSWORD);
  });

  test('keeps its password for its host and user only', async () => {
    const smtp = { host: 'mail.example.com', port: 587, user: 'post', password: PASSWORD };
    await change({ smtp });
    const moved = { ...smtp, password: MASK, port: 465, security: 'tls' };
    expect((await change({ smtp: moved })).body.smtp).toEqual(moved);
    const again = { path: 'smtp.password', message: expect.stringContaining('Enter the password again') };
    expect(await change({ smtp: { ...moved, host: 'evil.example.com' } })).toMatchObject({
      status: 400,
      body: { errors: [again] },
    });
    expect(await change({ smtp: { ...moved, user: 'other' } })).toMatchObject({
      status: 400,
      body: { errors: [again] },
    });
    await change({ smtp: null });
    expect((await change({ smtp: moved })).body.errors[0].message).toContain('no stored password');
  });

  test('whose password cannot be opened does not keep the server from starting, and says what to do', async () => {
    const mail = await openMail();
    await change({
      smtp: { host: '127.0.0.1', port: mail.port, security: 'opportunistic', user: 'post', password: PASSWORD },
    });
    await server.restart({ secretKey: Buffer.alloc(32, 7).toString('base64') });
    const sent = await sendTest('jane@example.com');
    expect(sent.body).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/Settings › SMTP.*again/) });
    expect(mail.mails).toHaveLength(0);
  });

  test.each([
    [{ host: 'smtp://mail.example.com', port: 25 }, 'smtp.host'],
    [{ host: 'mail.example.com:25', port: 25 }, 'smtp.host'],
    [{ host: '', port: 25 }, 'smtp.host'],
    [{ host: 'mail.example.com', port: 0 }, 'smtp.port'],
    [{ host: 'mail.example.com', port: 25, security: 'none' }, 'smtp.security'],
    [{ host: 'mail.example.com', port: 25, user: 'a' }, 'smtp.password'],
    [{ host: 'mail.example.com', port: 25, password: 'a' }, 'smtp.user'],
    [{ host: 'mail.example.com', port: 25, password: MASK, user: 'a' }, 'smtp.password'],
    [{ host: 'mail.example.com', port: 25, pass: 'a' }, 'smtp.pass'],
  ])('%j is refused at %s', async (smtp, path) => {
    expect(await change({ smtp })).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect((await read()).body.version).toBe(0);
  });
});

describe('a test mail', () => {
  test('is really sent, from the sender that is set', async () => {
    const mail = await openMail();
    await change({
      smtp: { host: '127.0.0.1', port: mail.port, security: 'opportunistic' },
      mailFrom: 'Acme <post@acme.example>',
    });
    const sent = await sendTest('jane@example.com');
    expect(sent).toMatchObject({
      status: 200,
      body: {
        outcome: 'accepted',
        message: expect.stringMatching(/^The mail server took it: 250 .*\.$/),
        server: `smtp://127.0.0.1:${mail.port}`,
        from: 'Acme <post@acme.example>',
        to: 'jane@example.com',
      },
    });
    expect(mail.mails).toMatchObject([
      {
        from: 'post@acme.example',
        recipients: ['jane@example.com'],
        email: { subject: 'Test mail from Postmap', text: expect.stringContaining(server.url) },
      },
    ]);
  });

  test('tells what the server said, in its words', async () => {
    const mail = await openMail({ onRecipient: () => ({ code: 550, message: '5.1.1 Nobody here' }) });
    await change({ smtp: { host: '127.0.0.1', port: mail.port, security: 'opportunistic' } });
    expect((await sendTest('jane@example.com')).body).toMatchObject({
      outcome: 'refused',
      message: 'The mail server refused it for good: 550 5.1.1 Nobody here.',
      reply: '550 5.1.1 Nobody here',
      from: 'jane@example.com',
    });
  });

  test.each([
    ['nobody listens', 1, undefined, /port 1, refused the connection/],
    ['the password is wrong', undefined, 'wrong', /Settings › SMTP or POSTMAP_SMTP_URL.*535/],
  ])('says so when %s', async (_, port, password, words) => {
    const mail = await openMail({ auth: { user: 'post', password: PASSWORD } });
    const credentials = password === undefined ? {} : { user: 'post', password };
    await change({ smtp: { host: '127.0.0.1', port: port ?? mail.port, security: 'opportunistic', ...credentials } });
    const { body } = await sendTest('jane@example.com');
    expect(body).toMatchObject({ outcome: 'failed', reply: null, message: expect.stringMatching(words) });
    expect(JSON.stringify(body)).not.toContain('wrong"');
  });

  test.each(['', 'nobody', 'a@example.com, b@example.com', 'a@example.com\r\nBcc: b@example.com'])(
    'to %j is refused',
    async (to) => {
      const mail = await openMail();
      await change({ smtp: { host: '127.0.0.1', port: mail.port, security: 'opportunistic' } });
      expect(await sendTest(to)).toMatchObject({ status: 400, body: { errors: [{ path: 'to' }] } });
      expect(mail.named).toEqual([]);
    },
  );

  test('goes nowhere in the clear unless that is chosen', async () => {
    const mail = await openMail();
    await change({ smtp: { host: '127.0.0.1', port: mail.port } });
    expect((await read()).body.smtp.security).toBe('starttls');
    expect((await sendTest('jane@example.com')).body).toMatchObject({ outcome: 'failed' });
    expect(mail.named).toEqual([]);
  });

  test('without a mail server names the fix', async () => {
    expect(await sendTest('jane@example.com')).toMatchObject({
      status: 409,
      body: { code: 'not-possible-now', detail: expect.stringContaining('Settings › SMTP') },
    });
  });
});

describe('allowed networks', () => {
  test('let deliveries through at once, and hold them back at once', async () => {
    const receiver = await startReceiver(() => ({ status: 200, delayMs: 0 }));
    opened.push(receiver);
    const id = await setUpTrigger(server, {
      name: 'local',
      event: 'order.shipped',
      language: 'jsonata',
      source: '$',
      url: receiver.url,
    });
    const sample = { payload: { type: 'order.shipped', data: {} } };
    const tryIt = async () => (await server.send('POST', `/api/v1/triggers/${id}/test`, { body: sample })).body;
    const refused = { status: 'exhausted', why: expect.stringMatching(/Settings › Networks/) };
    expect(await tryIt()).toMatchObject(refused);
    expect((await change({ allowNetworks: ['127.0.0.1'] })).body.allowNetworks).toEqual(['127.0.0.1']);
    expect(await tryIt()).toMatchObject({ status: 'succeeded' });
    await change({ mailFrom: 'post@acme.example' });
    await server.restart();
    expect(await tryIt()).toMatchObject({ status: 'succeeded' });
    await change({ allowNetworks: [] });
    expect(await tryIt()).toMatchObject(refused);
  });

  test.each([
    [['10.0.0.0/99'], 'allowNetworks[0]', /prefix 0 to 32/],
    [['10.0.0.0/8', 'my-host'], 'allowNetworks[1]', /"my-host" is not a network: write it as 10\.0\.0\.0\/8/],
    [['10.0.0.0/8', '10.0.0.0/8'], 'allowNetworks[1]', /already/],
    [['10.0/8'], 'allowNetworks[0]', /not a network/],
    [[' '], 'allowNetworks[0]', /Give a network/],
    ['10.0.0.0/8', 'allowNetworks', /a list/],
  ])('%j are refused at %s', async (allowNetworks, path, message) => {
    expect(await change({ allowNetworks })).toMatchObject({
      status: 400,
      body: { errors: [{ path, message: expect.stringMatching(message) }] },
    });
  });

  test('that reach cloud metadata are warned of', async () => {
    const { body } = await change({ allowNetworks: ['169.254.0.0/16'] });
    expect(body.warnings).toEqual([expect.stringContaining('169.254.169.254')]);
    expect((await change({ allowNetworks: ['10.0.0.0/8'] })).body.warnings).toEqual([]);
  });

  test('in a damaged file are refused at the start, with their place', async () => {
    await change({ allowNetworks: ['10.0.0.0/8'] });
    await server.stop();
    const file = join(server.dataDir, 'workspace.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('10.0.0.0/8', '10.0.0.0/88'));
    await expect(server.restart()).rejects.toThrow(/settings\[0\]\.allowNetworks\[0\]/);
    await writeFile(file, text);
    await server.restart();
  });
});

test('the environment wins, is told, and cannot be changed here; what is kept comes back without it', async () => {
  await change({ smtp: { host: 'kept.example.com', port: 587 }, allowNetworks: ['10.0.0.0/8'] });
  await server.restart({
    smtp: parseSmtpUrl('smtps://post:secret-word@env.example.com'),
    allowNetworks: parseAllowNetworks('127.0.0.0/8, fd00::/8'),
  });
  const seen = await read();
  expect(seen.body).toMatchObject({
    smtp: { host: 'env.example.com', port: 465, security: 'tls', user: 'post', password: MASK },
    allowNetworks: ['127.0.0.0/8', 'fd00::/8'],
    setBy: { smtp: 'POSTMAP_SMTP_URL', allowNetworks: 'POSTMAP_ALLOW_NETWORKS' },
  });
  expect(seen.text).not.toContain('secret-word');
  expect(await change({ smtp: null, allowNetworks: [] })).toMatchObject({
    status: 409,
    body: {
      code: 'not-possible-now',
      errors: [
        { path: 'smtp', message: expect.stringContaining('POSTMAP_SMTP_URL') },
        { path: 'allowNetworks', message: expect.stringContaining('POSTMAP_ALLOW_NETWORKS') },
      ],
    },
  });
  expect((await change({ mailFrom: 'post@acme.example' })).body.mailFrom).toBe('post@acme.example');
  await server.restart();
  expect((await read()).body).toMatchObject({ smtp: { host: 'kept.example.com' }, allowNetworks: ['10.0.0.0/8'] });
});

test.each([
  [{ mailFrom: 'nobody' }, 'mailFrom'],
  [{ mailFrom: '' }, 'mailFrom'],
  [{ mailfrom: 'a@example.com' }, 'mailfrom'],
  [{ version: 3 }, 'version'],
])('%j is refused at %s', async (patch, path) => {
  expect(await change(patch)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});

test('a change that meets another one is refused', async () => {
  await change({ mailFrom: 'one@example.com' }, { headers: { 'if-match': '"0"' } });
  const late = await change({ mailFrom: 'two@example.com' }, { headers: { 'if-match': '"0"' } });
  expect(late).toMatchObject({ status: 412, body: { code: 'version-conflict' } });
  expect((await read()).body.mailFrom).toBe('one@example.com');
});

test('every change is on record, by whom, without secrets; what changes nothing is not', async () => {
  const smtp = { host: 'mail.example.com', port: 587, user: 'post', password: PASSWORD };
  await change({ smtp });
  await change({ smtp: { ...smtp, password: MASK } });
  await change({ smtp: { ...smtp, password: 'another' } });
  await change({ allowNetworks: ['10.0.0.0/8'] });
  await change({ allowNetworks: ['10.0.0.0/99'] });
  const key = await server.send('POST', '/api/v1/keys', { body: { name: 'CI', role: 'editor' } });
  await server.send('DELETE', `/api/v1/keys/${key.body.id}`);
  expect(await listAudit()).toEqual([
    'admin key change-settings smtp: none → smtp://mail.example.com:587 (starttls) as post',
    'admin key change-settings smtp: another password',
    'admin key change-settings allowNetworks: none → 10.0.0.0/8',
    `admin key create-editor-key CI (${key.body.id})`,
    `admin key delete-key CI (${key.body.id})`,
  ]);
});

test('about tells what runs; where its files are, to admins only', async () => {
  const { body } = await server.send('GET', '/api/v1/about');
  expect(body).toMatchObject({
    version: 'test',
    node: process.versions.node,
    dataDir: server.dataDir,
    workspace: { kind: 'lowdb', bytes: expect.any(Number) },
    ledger: { kind: 'SQLite', bytes: expect.any(Number) },
  });
  expect(Date.parse(body.startedAt)).toBeGreaterThan(Date.now() - 60_000);
  expect(body.workspace.bytes).toBeGreaterThan(100);
  expect(body.ledger.bytes).toBeGreaterThan(10_000);
  const key = (await server.send('POST', '/api/v1/keys', { body: { name: 'V', role: 'viewer' } })).body.key;
  const seen = await server.send('GET', '/api/v1/about', { key });
  expect(seen.body.dataDir).toBeNull();
  expect(seen.text).not.toContain(server.dataDir);
});
