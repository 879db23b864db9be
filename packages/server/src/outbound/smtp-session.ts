import { isIP } from 'node:net';
import { performance } from 'node:perf_hooks';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isLoopback } from './address-guard.ts';
import { describeFailure } from './failure-words.ts';
import { systemCodeOf } from './guarded-connector.ts';
import { judgeCode, judgeRecipients } from './mail-result.ts';
import type { MailFailureCode, MailResult, RecipientReply } from './mail-result.ts';
import type { FailureCause } from './outbound-result.ts';
import type { SmtpServer } from './smtp-server-url.ts';

export interface SmtpMessage {
  /** The envelope: these and nobody else. */
  readonly from: string;
  readonly recipients: readonly string[];
  readonly source: Uint8Array;
}

export interface MailLimits {
  /** One deadline from the call to the server's last answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Gives the message up with code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** What nodemailer tells of an error. */
interface SmtpError extends Error {
  code?: string | undefined;
  command?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
  originalCode?: string | undefined;
  recipient?: string | undefined;
  rejectedErrors?: SmtpError[] | undefined;
}

/**
 * Sends one message over a connection of its own (RFC 5321). Never rejects for what the network or the server is like: that is a result of
 * kind `failure`. A password is sent over TLS only, except to this machine.
 */
export async function sendBySmtp(server: SmtpServer, message: SmtpMessage, limits: MailLimits): Promise<MailResult> {
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  const session = new SmtpSession(server, limits);
  try {
    const replies = await session.send(message);
    return { kind: 'reply', ...replies, durationMs: elapsed() };
  } catch (error) {
    return { ...session.judge(error, message), durationMs: elapsed() };
  } finally {
    session.close();
  }
}

/**
 * Greets a mail server as {@link sendBySmtp} does, with EHLO and, where it is wanted, STARTTLS; nobody signs in and nothing is sent.
 *
 * @returns null when it would take a message, else one sentence, without a full stop, on what keeps it
 */
export async function greetSmtp(server: SmtpServer, limits: MailLimits): Promise<string | null> {
  const session = new SmtpSession(server, limits);
  try {
    await session.greet();
    return null;
  } catch (error) {
    return session.explain(error);
  } finally {
    session.close();
  }
}

class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

interface Replies {
  verdict: ReturnType<typeof judgeRecipients>;
  code: number;
  reply: string;
  recipients: RecipientReply[];
}

class SmtpSession {
  readonly #server: SmtpServer;
  readonly #limits: MailLimits;
  readonly #connection: SMTPConnection;
  readonly #broken = Promise.withResolvers<never>();
  readonly #onAbort = (): void => this.#broken.reject(new StoppedError());
  readonly #deadline: NodeJS.Timeout;
  #connected = false;

  constructor(server: SmtpServer, limits: MailLimits) {
    this.#server = server;
    this.#limits = limits;
    const { timeoutMs } = limits;
    this.#connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.secure,
      requireTLS: server.requireStartTls === true || (server.auth !== undefined && !isThisMachine(server.host)),
      // The deadline is this session's; these must only not come before it.
      connectionTimeout: timeoutMs + 1000,
      greetingTimeout: timeoutMs + 1000,
      socketTimeout: timeoutMs + 1000,
      dnsTimeout: timeoutMs + 1000,
      logger: false,
    });
    // The connection may fail when nobody waits for it any more.
    this.#broken.promise.catch(() => undefined);
    this.#connection.on('error', (error: Error) => this.#broken.reject(error));
    this.#connection.on('end', () => this.#broken.reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
    this.#deadline = setTimeout(() => this.#broken.reject(new DeadlineError()), timeoutMs);
    limits.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (limits.signal?.aborted === true) this.#onAbort();
  }

  /** Resolves when the server has greeted, has answered EHLO and, where TLS is wanted, speaks it. */
  async greet(): Promise<void> {
    await this.#step<undefined>((done) => this.#connection.connect((error) => done(error ?? null, undefined)));
    this.#connected = true;
  }

  async send({ from, recipients, source }: SmtpMessage): Promise<Replies> {
    const { auth } = this.#server;
    await this.greet();
    if (auth !== undefined) {
      const credentials = { user: auth.user, pass: auth.password };
      await this.#step<undefined>((done) =>
        this.#connection.login({ credentials }, (error) => done(error ?? null, undefined)),
      );
    }
    const envelope = { from, to: [...recipients] };
    const sent = await this.#step<{ response: string; rejectedErrors?: SmtpError[] | undefined }>((done) =>
      this.#connection.send(envelope, Buffer.from(source), (error, answer) => done(error, answer)),
    );
    return gather(recipients, sent.response, sent.rejectedErrors ?? []);
  }

  /** What an error means; a reply about the message is an answer, everything else a failure. */
  judge(
    error: unknown,
    { recipients }: SmtpMessage,
  ): ({ kind: 'reply' } & Replies) | { kind: 'failure'; code: MailFailureCode; message: string } {
    const { host } = this.#server;
    if (!isSmtpError(error)) throw error;
    const { code, responseCode, response = '', command = '' } = error;
    if (code === 'EAUTH' || command.startsWith('AUTH')) {
      const said = response === '' ? error.message : response;
      return {
        kind: 'failure',
        code: 'auth',
        message: `The mail server ${host} does not accept the user name and password of Settings › SMTP or POSTMAP_SMTP_URL (${said.trim()})`,
      };
    }
    const aboutMessage = ['MAIL FROM', 'RCPT TO', 'DATA'].includes(command);
    if (responseCode !== undefined && aboutMessage) {
      const replied = (error.rejectedErrors ?? []).filter(({ recipient }) => recipient !== undefined);
      return { kind: 'reply', ...gather(recipients, response, replied) };
    }
    return { kind: 'failure', code: this.#nameFailure(error).code, message: this.explain(error) };
  }

  /** What keeps a message from being handed over, in one sentence without a full stop. */
  explain(error: unknown): string {
    const { host, port } = this.#server;
    if (!isSmtpError(error)) throw error;
    const failure = this.#nameFailure(error);
    if (failure.code !== 'reset') return describeFailure(failure);
    if (this.#connected)
      return `The mail server ${host} closed the connection without an answer; it may have taken the message`;
    const said = error.response === undefined ? '' : ` (${error.response.trim()})`;
    return `${host}, port ${port}, closed the connection before it could take a message${said}`;
  }

  #nameFailure(error: SmtpError): FailureCause {
    const { host, port } = this.#server;
    const systemCode = error.originalCode ?? systemCodeOf(error);
    const phase = this.#connected ? 'answer' : 'connect';
    if (error instanceof StoppedError) return { code: 'aborted' };
    if (error instanceof DeadlineError || error.code === 'ETIMEDOUT') {
      return { code: 'timeout', host, phase, timeoutMs: this.#limits.timeoutMs };
    }
    if (error.code === 'EDNS') return { code: 'dns', host, systemCode };
    if (error.code === 'ETLS') return { code: 'tls', host, systemCode, detail: explainStartTls(error) };
    if (error.code === 'EMESSAGE') return { code: 'invalid-request', message: error.message };
    if (error.code === 'EPROTOCOL') return { code: 'protocol', detail: error.message };
    if (error.code === 'ESOCKET' && !this.#connected && systemCode !== 'ECONNRESET') {
      return TLS_CODE.test(systemCode)
        ? { code: 'tls', host, systemCode, detail: error.message }
        : { code: 'connect', host, port, systemCode };
    }
    return { code: 'reset', phase: 'answer' };
  }

  close(): void {
    clearTimeout(this.#deadline);
    this.#limits.signal?.removeEventListener('abort', this.#onAbort);
    this.#connection.removeAllListeners('error');
    // Closing a connection that is being opened can still fail.
    this.#connection.on('error', () => undefined);
    this.#connection.close();
  }

  #step<T>(begin: (done: (error: Error | null | undefined, value: T) => void) => void): Promise<T> {
    const step = new Promise<T>((resolve, reject) => {
      begin((error, value) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
    return Promise.race([step, this.#broken.promise]);
  }
}

function explainStartTls({ responseCode, message }: SmtpError): string {
  return responseCode === undefined
    ? message
    : 'it does not offer STARTTLS, without which Postmap sends it nothing; use smtps:// if it takes TLS from the start';
}

const TLS_CODE = /^(?:ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO$)/;

/** Every recipient's own reply; those that have none share the message's. */
function gather(recipients: readonly string[], response: string, rejected: readonly SmtpError[]): Replies {
  const code = readCode(response);
  const own = new Map(rejected.map((error) => [error.recipient ?? '', error]));
  const replies = recipients.map((address): RecipientReply => {
    const error = own.get(address);
    const reply = (error?.response ?? response).trim();
    return { address, verdict: judgeCode(error?.responseCode ?? code), reply };
  });
  const verdict = judgeRecipients(replies);
  const decisive = replies.find((recipient) => recipient.verdict === verdict);
  const reply = decisive?.reply ?? response.trim();
  return { verdict, code: readCode(reply), reply, recipients: replies };
}

function readCode(reply: string): number {
  return Number(/^\d{3}/.exec(reply.trim())?.[0] ?? 0);
}

function isSmtpError(error: unknown): error is SmtpError {
  return error instanceof Error;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && isLoopback(host));
}
