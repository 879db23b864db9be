import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startSmtpReceiver } from '../../../../test/support/smtp-receiver.ts';
import type { SmtpBehaviour, SmtpReceiver } from '../../../../test/support/smtp-receiver.ts';
import { composeEmail, listRecipients } from './compose-email.ts';
import type { OutboundEmail } from './compose-email.ts';
import { describeMailResult } from './mail-result.ts';
import type { MailResult } from './mail-result.ts';
import { createMailer } from './mailer.ts';
import type { InboxDrop } from './mailer.ts';
import { parseSmtpUrl } from './smtp-server-url.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const email: OutboundEmail = {
  messageId: '<dlv_01ABC@acme.example>',
  date: Date.UTC(2026, 10, 21, 9, 30),
  from: { name: 'Bücher, Söhne & Co', address: 'orders@acme.example' },
  to: ['jane@example.com', 'joe@example.org'],
  cc: ['team@example.com'],
  bcc: ['archive@example.net'],
  subject: 'Ihre Bestellung № 1042 ist unterwegs 📦',
  html: '<h1>Grüße</h1><p>It is <b>on its way</b>.</p>',
  text: 'Grüße\n\nIt is on its way.',
  attachments: [{ filename: 'evt_1.json', contentType: 'application/json', content: '{"a":"é"}' }],
};

async function receive(behaviour: SmtpBehaviour = {}): Promise<SmtpReceiver> {
  const receiver = await startSmtpReceiver(behaviour);
  closers.push(() => receiver.close());
  return receiver;
}

function send(url: string, changes: Partial<OutboundEmail> = {}, timeoutMs = 5000): Promise<MailResult> {
  const mailer = createMailer({ smtp: parseSmtpUrl(url), drop: () => Promise.reject(new Error('not the inbox')) });
  const changed = { ...email, ...changes };
  return mailer.send(changed, { transport: 'smtp', recipients: listRecipients(changed), timeoutMs });
}

const urlOf = ({ host, port }: { host: string; port: number }): string => `smtp://${host}:${port}`;

describe('an email that a real SMTP server takes', () => {
  test('has both parts, the attachment, and an envelope of exactly the recipients', async () => {
    const receiver = await receive();
    const result = await send(urlOf(receiver));
    expect(result).toMatchObject({ kind: 'reply', verdict: 'accepted', code: 250 });
    expect(describeMailResult(result)).toMatch(/^The mail server took it for all 4 recipients: 250 /);
    const [mail] = receiver.mails;
    expect(mail).toMatchObject({
      from: 'orders@acme.example',
      recipients: ['jane@example.com', 'joe@example.org', 'team@example.com', 'archive@example.net'],
    });
    expect(mail?.email).toMatchObject({
      from: { name: 'Bücher, Söhne & Co', address: 'orders@acme.example' },
      to: [{ address: 'jane@example.com' }, { address: 'joe@example.org' }],
      cc: [{ address: 'team@example.com' }],
      subject: 'Ihre Bestellung № 1042 ist unterwegs 📦',
      messageId: '<dlv_01ABC@acme.example>',
      date: '2026-11-21T09:30:00.000Z',
    });
    expect(mail?.email.html?.trim()).toBe(email.html);
    expect(mail?.email.text?.trim()).toBe(email.text);
    const [attachment] = mail?.email.attachments ?? [];
    expect(attachment).toMatchObject({
      filename: 'evt_1.json',
      mimeType: 'application/json',
      disposition: 'attachment',
    });
    expect(Buffer.from(new Uint8Array(toBytes(attachment?.content))).toString('utf8')).toBe('{"a":"é"}');
    const source = new TextDecoder().decode(mail?.source);
    expect(source).toContain('multipart/alternative');
    expect(source).not.toMatch(/archive@example\.net|^bcc:/im);
  });

  test('of text has one part', async () => {
    const receiver = await receive();
    await send(urlOf(receiver), { html: null, attachments: [] });
    const source = new TextDecoder().decode(receiver.mails[0]?.source);
    expect(source).toMatch(/^content-type: text\/plain; charset=utf-8/im);
    expect(source).not.toMatch(/multipart|text\/html/i);
  });

  test('has the same bytes every time it is composed', async () => {
    expect(await composeEmail(email)).toEqual(await composeEmail({ ...email }));
  });

  test('is sent with the user name and password, which no result repeats', async () => {
    const receiver = await receive({ auth: { user: 'post@map', password: 'p:ss/w@rd' } });
    const at = `${receiver.host}:${receiver.port}`;
    expect(await send(`smtp://post%40map:p%3Ass%2Fw%40rd@${at}`)).toMatchObject({ verdict: 'accepted' });
    const wrong = await send(`smtp://post%40map:wrong-secret@${at}`);
    expect(wrong).toMatchObject({
      kind: 'failure',
      code: 'auth',
      message: expect.stringMatching(/POSTMAP_SMTP_URL.*535/s),
    });
    expect(JSON.stringify(wrong)).not.toContain('wrong-secret');
  });
});

describe('what is put into an email stays what it is', () => {
  test.each([
    ['a line break in the subject', { subject: 'Hi\r\nBcc: e@evil.test' }],
    ['a header in the sender’s name', { from: { name: 'A\r\nBcc: e@evil.test', address: 'orders@acme.example' } }],
    ['a path in the text', { html: '{"path":"/etc/passwd"}', text: 'file:///etc/passwd' }],
    [
      'a line break in a file name',
      {
        attachments: [{ filename: 'a\r\nBcc: e@evil.test', contentType: 'text/plain', content: 'x' }],
      },
    ],
    ['a dot on a line of its own', { html: null, text: 'a\r\n.\r\nRCPT TO:<e@evil.test>\r\n', attachments: [] }],
  ] satisfies [string, Partial<OutboundEmail>][])('%s', async (_what, changes) => {
    const receiver = await receive();
    expect(await send(urlOf(receiver), changes)).toMatchObject({ verdict: 'accepted' });
    expect(receiver.named).toEqual(listRecipients(email));
    expect(receiver.mails).toHaveLength(1);
    expect(receiver.mails[0]?.email.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(new TextDecoder().decode(receiver.mails[0]?.source)).not.toContain('root:');
  });

  test('a recipient who was not checked is a fault of the program', async () => {
    const mailer = createMailer({ smtp: parseSmtpUrl('smtp://127.0.0.1:1'), drop: async () => undefined });
    const options = { transport: 'smtp' as const, recipients: ['e@evil.test'], timeoutMs: 100 };
    await expect(mailer.send(email, options)).rejects.toThrow(TypeError);
  });
});

describe('a mail server that does not take it', () => {
  test.each([
    ['a mailbox that is busy', 450, 'deferred', /did not take it now: 450 /],
    ['a mailbox that does not exist', 550, 'refused', /refused it for good: 550 /],
  ] as const)('for %s', async (_what, code, verdict, words) => {
    const receiver = await receive({ onRecipient: () => ({ code, message: 'not here' }) });
    const result = await send(urlOf(receiver));
    expect(result).toMatchObject({ kind: 'reply', verdict, code });
    expect(describeMailResult(result)).toMatch(words);
    expect(receiver.mails).toEqual([]);
  });

  test.each([
    [451, 'deferred'],
    [554, 'refused'],
  ] as const)('after the data with %i', async (code, verdict) => {
    const receiver = await receive({ onMessage: () => ({ code, message: 'content' }) });
    expect(await send(urlOf(receiver))).toMatchObject({ kind: 'reply', verdict, code });
  });

  test('for some of the recipients says which', async () => {
    const replies = new Map([
      ['joe@example.org', { code: 550, message: '5.1.1 No such user' }],
      ['team@example.com', { code: 452, message: '4.2.2 Mailbox full' }],
    ]);
    const receiver = await receive({ onRecipient: (address) => replies.get(address) });
    const result = await send(urlOf(receiver));
    expect(result).toMatchObject({
      kind: 'reply',
      verdict: 'deferred',
      code: 452,
      recipients: [
        { address: 'jane@example.com', verdict: 'accepted' },
        { address: 'joe@example.org', verdict: 'refused' },
        { address: 'team@example.com', verdict: 'deferred' },
        { address: 'archive@example.net', verdict: 'accepted' },
      ],
    });
    expect(describeMailResult(result)).toMatch(
      /took it for 2 of 4 recipients, not for joe@example\.org \(550 .*No such user\), team@example\.com \(452 /,
    );
    expect(receiver.mails[0]?.recipients).toEqual(['jane@example.com', 'archive@example.net']);
  });
});

/** A server that says these lines, one to each line of the client's, and then nothing. */
async function speak(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `smtp://127.0.0.1:${address.port}`;
}

describe('without an answer', () => {
  test('a refused connection says so', async () => {
    const receiver = await startSmtpReceiver();
    await receiver.close();
    expect(await send(urlOf(receiver))).toMatchObject({
      kind: 'failure',
      code: 'connect',
      message: expect.stringContaining('refused the connection'),
    });
  });

  test('a server that is silent meets the deadline', async () => {
    const url = await speak(() => undefined);
    expect(await send(url, {}, 150)).toMatchObject({ kind: 'failure', code: 'timeout' });
  });

  test('a server that is silent after the data meets the deadline, and may have the message', async () => {
    const receiver = await receive({ onMessage: () => new Promise(() => undefined) });
    const result = await send(urlOf(receiver), {}, 400);
    expect(result).toMatchObject({ kind: 'failure', code: 'timeout' });
    expect(receiver.mails).toHaveLength(1);
  });

  test('a server that hangs up is a reset', async () => {
    const url = await speak((socket) => socket.end());
    expect(await send(url)).toMatchObject({ kind: 'failure', code: 'reset' });
  });

  test('a server that is closed for service is tried again', async () => {
    const url = await speak((socket) => socket.end('554 no service here\r\n'));
    expect(await send(url)).toMatchObject({ kind: 'failure' });
  });

  test('a stop gives it up', async () => {
    const url = await speak(() => undefined);
    const stop = new AbortController();
    const mailer = createMailer({ smtp: parseSmtpUrl(url), drop: async () => undefined });
    const sending = mailer.send(email, {
      transport: 'smtp',
      recipients: listRecipients(email),
      timeoutMs: 5000,
      signal: stop.signal,
    });
    stop.abort();
    expect(await sending).toMatchObject({ kind: 'failure', code: 'aborted' });
  });

  test('a password is not sent without TLS to another machine', async () => {
    const receiver = await receive({ auth: { user: 'u', password: 'p' } });
    // The unspecified address leads to this machine, and is not known to.
    const result = await send(`smtp://u:p@0.0.0.0:${receiver.port}`);
    expect(result).toMatchObject({ kind: 'failure', code: 'tls' });
    expect(JSON.stringify(result)).not.toContain('u:p');
    expect(receiver.mails).toEqual([]);
  });
});

describe('TLS', () => {
  // The authority of these certificates is trusted in test/server/email-tls.test.ts, as an operator has it trusted: not in this process.
  test.each(['start', 'starttls'] as const)('%s with a certificate that is not trusted is refused', async (from) => {
    const receiver = await receive({ tls: { from, certificate: 'localhost' } });
    const scheme = from === 'start' ? 'smtps' : 'smtp';
    const result = await send(`${scheme}://u:hidden-word@localhost:${receiver.port}`);
    expect(result).toMatchObject({
      kind: 'failure',
      code: 'tls',
      message: expect.stringMatching(/^No secure connection to localhost: .*not trusted here.*NODE_EXTRA_CA_CERTS=/),
    });
    expect(JSON.stringify(result)).not.toContain('hidden-word');
    expect(receiver.mails).toEqual([]);
  });

  test('that is required and not offered is no delivery', async () => {
    const receiver = await receive();
    const result = await send(`${urlOf(receiver)}?starttls=required`);
    expect(result).toMatchObject({
      kind: 'failure',
      code: 'tls',
      message: expect.stringContaining('it does not offer STARTTLS'),
    });
    expect(receiver.mails).toEqual([]);
    expect(await send(urlOf(receiver))).toMatchObject({ verdict: 'accepted' });
  });

  test('from the start, asked of a server that has none, is named', async () => {
    const receiver = await receive();
    expect(await send(`smtps://${receiver.host}:${receiver.port}`)).toMatchObject({
      kind: 'failure',
      code: 'tls',
      message: 'No secure connection to 127.0.0.1: the port does not speak TLS',
    });
  });
});

test('the built-in inbox takes it without a mail server', async () => {
  const drops: InboxDrop[] = [];
  const mailer = createMailer({ smtp: undefined, drop: async (drop) => void drops.push(drop) });
  expect(mailer.locate('smtp')).toBeNull();
  const options = { transport: 'inbox' as const, recipients: listRecipients(email), timeoutMs: 1000 };
  expect(await mailer.send(email, options)).toMatchObject({ kind: 'reply', verdict: 'accepted', code: 250 });
  expect(drops).toMatchObject([
    {
      source: await composeEmail(email),
      email: {
        from: 'Bücher, Söhne & Co <orders@acme.example>',
        bcc: ['archive@example.net'],
        attachments: [{ filename: 'evt_1.json', size: 10 }],
      },
    },
  ]);
});

function toBytes(content: string | ArrayBuffer | Uint8Array | undefined): ArrayBuffer | Uint8Array {
  if (content === undefined || typeof content === 'string') throw new TypeError('not bytes');
  return content;
}
