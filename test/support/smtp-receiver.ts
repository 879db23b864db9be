import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** One message that the server took: its envelope, its bytes, and what a mail reader makes of them. */
export interface ReceivedMail {
  from: string;
  recipients: string[];
  source: Uint8Array;
  email: Email;
  /** Whether it came over TLS. */
  secure: boolean;
}

export interface SmtpReceiver {
  host: string;
  port: number;
  /** Every message whose data arrived whole, also when it was answered with an error. */
  mails: ReceivedMail[];
  /** Every recipient that was named, in order. */
  named: string[];
  close(): Promise<void>;
}

export interface SmtpBehaviour {
  /** What the server says to a recipient: nothing takes it. */
  onRecipient?: (address: string) => SmtpRefusal | undefined;
  /** What it says after the data. */
  onMessage?: () => SmtpRefusal | undefined | Promise<SmtpRefusal | undefined>;
  auth?: { user: string; password: string };
  /** TLS from the first byte, or STARTTLS, with a certificate of `test/support/tls`; without it there is none. */
  tls?: { from: 'start' | 'starttls'; certificate: 'localhost' | 'elsewhere' };
}

export interface SmtpRefusal {
  code: number;
  message: string;
}

/** A real SMTP server on a free port of this machine. */
export async function startSmtpReceiver(behaviour: SmtpBehaviour = {}): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = [];
  const named: string[] = [];
  const { auth, tls } = behaviour;
  const options: SMTPServerOptions = {
    ...(tls === undefined
      ? { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }
      : { secure: tls.from === 'start', ...(await readCertificate(tls.certificate)) }),
    allowInsecureAuth: true,
    authOptional: auth === undefined,
    disableReverseLookup: true,
    logger: false,
    onAuth(given, _session, callback) {
      const matches = given.username === auth?.user && given.password === auth?.password;
      if (matches) callback(null, { user: given.username });
      else callback(toError({ code: 535, message: '5.7.8 Wrong user name or password' }));
    },
    onRcptTo({ address }, _session, callback) {
      named.push(address);
      const refusal = behaviour.onRecipient?.(address);
      callback(refusal === undefined ? null : toError(refusal));
    },
    onData(stream, session, callback) {
      void (async () => {
        const source = new Uint8Array(await buffer(stream));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : (mailFrom?.address ?? ''),
          recipients: rcptTo.map(({ address }) => address),
          source,
          email: await PostalMime.parse(source),
          secure: session.secure,
        });
        const refusal = await behaviour.onMessage?.();
        callback(refusal === undefined ? null : toError(refusal));
      })();
    },
  };
  const server = new SMTPServer(options);
  // A client that goes away in the middle is no fault of the test's server.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    host: '127.0.0.1',
    port: address.port,
    mails,
    named,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function readCertificate(name: string): Promise<{ cert: string; key: string }> {
  return { cert: await readPem(name), key: await readPem('server-key') };
}

function readPem(name: string): Promise<string> {
  return readFile(new URL(`tls/${name}.pem`, import.meta.url), 'utf8');
}

function toError({ code, message }: SmtpRefusal): Error {
  return Object.assign(new Error(message), { responseCode: code });
}
