import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseSmtpUrl } from '../../packages/server/src/outbound/smtp-server-url.ts';
import { setUpEmail, SHIPPED } from '../support/set-up-email.ts';
import type { EmailSetup } from '../support/set-up-email.ts';
import { startCutLine } from '../support/cut-line.ts';
import { startSmtpReceiver } from '../support/smtp-receiver.ts';
import type { SmtpBehaviour, SmtpReceiver } from '../support/smtp-receiver.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (let last = opened.pop(); last !== undefined; last = opened.pop()) await last.close();
});

const order = { id: 1042, email: 'jane@example.com', items: [{ sku: 'CAP', count: 2 }] };

async function start(behaviour: SmtpBehaviour = {}): Promise<{ server: TestServer; receiver: SmtpReceiver }> {
  const receiver = await startSmtpReceiver(behaviour);
  opened.push(receiver);
  const server = await startTestServer({ smtp: parseSmtpUrl(`smtp://${receiver.host}:${receiver.port}`) });
  opened.push(server);
  return { server, receiver };
}

async function activate(on: TestServer, setup: EmailSetup = {}): Promise<string> {
  const { triggerId } = await setUpEmail(on, setup);
  const active = await on.send('POST', `/api/v1/triggers/${triggerId}/activate`, { body: { force: true } });
  if (active.status !== 200) throw new Error(`activate: ${active.text}`);
  return triggerId;
}

/** Sends an event that one trigger wants, and waits for its delivery to stand so. */
async function deliver(on: TestServer, status: string, data: object = { order }): Promise<Answer['body']> {
  const accepted = await on.send('POST', '/api/v1/events', { body: { type: SHIPPED, data } });
  const id: string = accepted.body.deliveries[0].id;
  return waitFor(on, id, status);
}

function waitFor(on: TestServer, id: string, status: string): Promise<Answer['body']> {
  return until(`${status} of ${id}`, async () => {
    const { body } = await on.send('GET', `/api/v1/deliveries/${id}`);
    return body.status === status && body;
  });
}

describe('a live email', () => {
  test('arrives with both parts and the attachment, and its attempt shows what was sent', async () => {
    const { server, receiver } = await start();
    await activate(server, {
      destination: { cc: ['{{data.order.none}}'], bcc: ['log@acme.example'], attachments: 'csv' },
    });
    const delivery = await deliver(server, 'succeeded');
    expect(receiver.mails).toHaveLength(1);
    const [mail] = receiver.mails;
    expect(mail).toMatchObject({ from: 'orders@acme.example', recipients: ['jane@example.com', 'log@acme.example'] });
    expect(mail?.email).toMatchObject({
      subject: 'Order 1042 has shipped',
      messageId: `<${delivery.id}@acme.example>`,
    });
    expect(mail?.email.html?.trim()).toBe('<p>Order 1042</p>');
    expect(mail?.email.text?.trim()).toBe('Order 1042');
    expect(mail?.email.attachments).toMatchObject([{ filename: `${delivery.eventId}.csv`, mimeType: 'text/csv' }]);
    expect(delivery.lastCode).toBe('250');
    expect(delivery.attempts).toMatchObject([
      {
        outcome: 'succeeded',
        request: {
          method: 'EMAIL',
          url: `smtp://127.0.0.1:${receiver.port}`,
          headers: expect.arrayContaining([
            ['envelope-from', 'orders@acme.example'],
            ['envelope-to', 'jane@example.com'],
            ['envelope-to', 'log@acme.example'],
            ['Subject', 'Order 1042 has shipped'],
            ['part', 'text/plain, 10 bytes'],
            ['part', 'text/html, 17 bytes'],
          ]),
        },
        response: { status: 250 },
      },
    ]);
  });

  test('that the server cannot take now is tried again with the same bytes, to those who do not have it', async () => {
    let busy = true;
    const { server, receiver } = await start({
      onRecipient: (address) =>
        busy && address.startsWith('busy') ? { code: 450, message: '4.2.1 Later' } : undefined,
    });
    await activate(server, { retry: { delaysSeconds: [0.3] }, destination: { cc: ['busy@example.com'] } });
    const waiting = await deliver(server, 'retrying');
    expect(waiting.why).toMatch(/took it for 1 of 2 recipients, not for busy@example\.com \(450 /);
    busy = false;
    const delivery = await waitFor(server, waiting.id, 'succeeded');
    expect(receiver.mails.map(({ recipients }) => recipients)).toEqual([['jane@example.com'], ['busy@example.com']]);
    expect(receiver.mails[1]?.source).toEqual(receiver.mails[0]?.source);
    expect(delivery.attempts).toHaveLength(2);
  });

  test('whose answer is lost is sent again with the same Message-ID and bytes', async () => {
    let lost = false;
    const behaviour: SmtpBehaviour = {};
    const receiver = await startSmtpReceiver(behaviour);
    opened.push(receiver);
    const line = await startCutLine(receiver);
    opened.push(line);
    behaviour.onMessage = () => {
      if (!lost) line.cut();
      lost = true;
      return undefined;
    };
    const server = await startTestServer({ smtp: parseSmtpUrl(`smtp://127.0.0.1:${line.port}`) });
    opened.push(server);
    await activate(server, { retry: { delaysSeconds: [0.05] } });
    const delivery = await deliver(server, 'succeeded');
    expect(delivery.attempts).toMatchObject([
      { outcome: 'failed', failure: { code: 'reset', message: expect.stringContaining('may have taken the message') } },
      { outcome: 'succeeded' },
    ]);
    expect(receiver.mails.map(({ email }) => email.messageId)).toEqual(
      Array.from({ length: 2 }, () => `<${delivery.id}@acme.example>`),
    );
    expect(receiver.mails[1]?.source).toEqual(receiver.mails[0]?.source);
  });

  test('that the server refuses is exhausted at once, in its words', async () => {
    const { server } = await start({ onRecipient: () => ({ code: 550, message: '5.1.1 No such user' }) });
    await activate(server);
    const delivery = await deliver(server, 'exhausted');
    expect(delivery).toMatchObject({ attemptCount: 1, lastCode: '550', canRetry: true });
    expect(delivery.why).toMatch(/refused it for good: 550 .*No such user/);
  });

  test('waits while no mail server is set, and goes when one is', async () => {
    const { server, receiver } = await start();
    await activate(server);
    await server.restart({ smtp: undefined });
    const accepted = await server.send('POST', '/api/v1/events', { body: { type: SHIPPED, data: { order } } });
    const id: string = accepted.body.deliveries[0].id;
    const waiting = await waitFor(server, id, 'retrying');
    expect(waiting.why).toMatch(/POSTMAP_SMTP_URL/);
    await server.restart({ smtp: parseSmtpUrl(`smtp://${receiver.host}:${receiver.port}`) });
    await server.send('POST', `/api/v1/deliveries/${id}/retry`);
    await waitFor(server, id, 'succeeded');
    expect(receiver.mails).toHaveLength(1);
  });
});

describe('an email is not sent when its recipient', () => {
  let server: TestServer;
  let receiver: SmtpReceiver;
  beforeAll(async () => {
    ({ server, receiver } = await start());
    // Until the end of all these.
    opened.length = 0;
    await activate(server);
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
  });

  test.each([
    ['a second address', 'jane@example.com, evil@evil.test', /^Nothing was sent: to: .*has a ","/],
    ['a header', 'jane@example.com\r\nBcc: evil@evil.test', /^Nothing was sent: to: .*has a line break/],
    ['a group', 'g: jane@example.com, evil@evil.test;', /^Nothing was sent: to: .*the character :/],
    ['a quoted address', '"evil@evil.test x"@example.com', /^Nothing was sent: to: .*the character "/],
    ['an object', { path: '/etc/passwd', href: 'http://evil.test/' }, /^Nothing was sent: to: /],
    ['a list', ['jane@example.com', 'evil@evil.test'], /^Nothing was sent: to: .*has a ","/],
    ['nothing', '', /^Nothing was sent: no recipient is left/],
  ])('is %s', async (_what, address, why) => {
    const delivery = await deliver(server, 'exhausted', { order: { ...order, email: address } });
    expect(delivery.why).toMatch(why);
    expect(delivery.attempts).toEqual([]);
    expect(receiver.named).toEqual([]);
  });
});

describe('without a mail server', () => {
  test('a trigger is neither tested nor activated, and the fix is named', async () => {
    const server = await startTestServer();
    opened.push(server);
    const { triggerId } = await setUpEmail(server);
    for (const [action, body] of [
      ['activate', { force: true }],
      ['test', { payload: { type: SHIPPED, data: { order } } }],
    ] as const) {
      const answer = await server.send('POST', `/api/v1/triggers/${triggerId}/${action}`, { body });
      expect(answer).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('POSTMAP_SMTP_URL'), errors: [{ path: 'destination.transport' }] },
      });
    }
  });

  test('the built-in inbox shows a test', async () => {
    const server = await startTestServer();
    opened.push(server);
    const destination = { transport: 'inbox', cc: ['team@example.com'], attachments: 'json' };
    const { triggerId } = await setUpEmail(server, { destination });
    const payload = { type: SHIPPED, data: { order } };
    const tested = await server.send('POST', `/api/v1/triggers/${triggerId}/test`, { body: { payload } });
    expect(tested.body).toMatchObject({ status: 'succeeded', attempts: [{ request: { url: 'inbox:email' } }] });
    const inbox = await server.send('GET', '/api/v1/inbox');
    expect(inbox.body.items).toMatchObject([
      {
        name: 'email',
        method: 'EMAIL',
        encoding: 'utf-8',
        email: {
          from: 'Acme <orders@acme.example>',
          to: ['jane@example.com'],
          cc: ['team@example.com'],
          subject: 'Order 1042 has shipped',
          html: '<p>Order 1042</p>',
          text: 'Order 1042',
          attachments: [{ contentType: 'application/json' }],
        },
      },
    ]);
    expect(inbox.body.items[0].body).toContain('multipart/alternative');
    const active = await server.send('POST', `/api/v1/triggers/${triggerId}/activate`, { body: {} });
    expect(active.status).toBe(200);
  });
});

describe('what cannot be saved is refused at its field', () => {
  let server: TestServer;
  let trigger: Answer['body'];
  beforeAll(async () => {
    server = await startTestServer();
    const { triggerId } = await setUpEmail(server);
    trigger = (await server.send('GET', `/api/v1/triggers/${triggerId}`)).body;
  });
  afterAll(() => server.close());

  test.each([
    [{ to: [] }, 'destination.to'],
    [{ to: ['a@x.test, b@x.test'] }, 'destination.to[0]'],
    [{ to: ['{{a}},{{b}}'] }, 'destination.to[0]'],
    [{ cc: ['Jane <a@x.test>'] }, 'destination.cc[0]'],
    [{ bcc: ['a@x.test\r\nX: 1'] }, 'destination.bcc[0]'],
    [{ to: ['{{#each}}'] }, 'destination.to[0]'],
    [{ to: [{ path: '/etc/passwd' }] }, 'destination.to[0]'],
    [{ from: 'nobody' }, 'destination.from'],
    [{ subject: '' }, 'destination.subject'],
    [{ subject: 'a\nb' }, 'destination.subject'],
    [{ subject: { href: 'http://evil.test/' } }, 'destination.subject'],
    [{ attachments: 'pdf' }, 'destination.attachments'],
    [{ transport: 'pigeon' }, 'destination.transport'],
    [{ raw: 'x' }, 'destination.raw'],
  ])('%j', async (destination, path) => {
    const answer = await server.send('PATCH', `/api/v1/triggers/${trigger.id}`, {
      body: { destination: { ...trigger.destination, ...destination } },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(path);
  });

  test('a template that is neither HTML nor text, and one that becomes so', async () => {
    await expect(setUpEmail(server, { source: '{"a":1}', format: 'json' })).rejects.toThrow(/templateId.*html.*text/s);
    const { templateId } = trigger;
    await server.send('PATCH', `/api/v1/templates/${templateId}`, { body: { source: '{"a":1}', format: 'json' } });
    const published = await server.send('POST', `/api/v1/templates/${templateId}/publish`, { body: {} });
    expect(published).toMatchObject({ status: 409, body: { detail: expect.stringContaining('cannot be an email') } });
  });
});
