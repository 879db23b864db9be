import type { InboxEmail } from '../contract/index.ts';
import { composeEmail, describeHeaders, listRecipients } from './compose-email.ts';
import type { OutboundEmail } from './compose-email.ts';
import { INBOX_REPLY } from './mail-result.ts';
import type { MailResult } from './mail-result.ts';
import { showSmtpServer } from './smtp-server-url.ts';
import type { SmtpServer } from './smtp-server-url.ts';
import { sendBySmtp } from './smtp-session.ts';
import type { MailLimits } from './smtp-session.ts';

export type MailTransport = 'smtp' | 'inbox';

/** An email as the built-in inbox keeps it. */
export interface InboxDrop {
  source: Uint8Array;
  headers: [string, string][];
  email: InboxEmail;
}

/** A mail server that is set but cannot be used: `problem` says why, with the fix, without a final full stop. */
export interface UnusableSmtpServer extends Pick<SmtpServer, 'host' | 'port' | 'secure'> {
  readonly problem: string;
}

export interface MailerOptions {
  /**
   * Looked at for every email, so that it may change. Trusted as it is given, whatever its address: an operator's own choice, which no event
   * and no trigger can change.
   */
  readonly smtp: SmtpServer | UnusableSmtpServer | undefined;
  /** Keeps an email in the built-in inbox; durable when it resolves. */
  drop: (drop: InboxDrop) => Promise<void>;
}

export interface MailOptions extends MailLimits {
  readonly transport: MailTransport;
  /** Those of the email's recipients that it goes to now. */
  readonly recipients: readonly string[];
}

/** The one way that Postmap sends email. */
export interface Mailer {
  /** Where a transport leads, without credentials; null when there is none. */
  locate(transport: MailTransport): string | null;
  /**
   * Sends an email once, to `recipients` and nobody else. Never rejects for what the network or the server is like: that is a result of kind
   * `failure`. Rejects when the inbox cannot be written.
   */
  send(email: OutboundEmail, options: MailOptions): Promise<MailResult>;
}

export const NO_MAIL_SERVER =
  'No mail server is set: give one in Settings › SMTP or POSTMAP_SMTP_URL, or use the built-in inbox';

export function createMailer(options: MailerOptions): Mailer {
  return {
    locate(transport) {
      if (transport === 'inbox') return 'inbox:email';
      return options.smtp === undefined ? null : showSmtpServer(options.smtp);
    },
    async send(email, { transport, recipients, ...limits }) {
      const stray = recipients.find((address) => !listRecipients(email).includes(address));
      if (stray !== undefined) throw new TypeError(`${stray} is not among the recipients that were checked`);
      const source = await composeEmail(email);
      if (transport === 'smtp') {
        const { smtp } = options;
        if (smtp === undefined)
          return { kind: 'failure', code: 'invalid-request', message: NO_MAIL_SERVER, durationMs: 0 };
        if ('problem' in smtp) return { kind: 'failure', code: 'auth', message: smtp.problem, durationMs: 0 };
        return sendBySmtp(smtp, { from: email.from.address, recipients, source }, limits);
      }
      await options.drop({ source, headers: describeHeaders(email), email: toInboxEmail(email) });
      return {
        kind: 'reply',
        verdict: 'accepted',
        code: 250,
        reply: INBOX_REPLY,
        recipients: recipients.map((address) => ({ address, verdict: 'accepted', reply: INBOX_REPLY })),
        durationMs: 0,
      };
    },
  };
}

function toInboxEmail(email: OutboundEmail): InboxEmail {
  const { from, to, cc, bcc, subject, html, text, attachments } = email;
  return {
    from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    subject,
    html,
    text,
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      size: Buffer.byteLength(content),
    })),
  };
}
