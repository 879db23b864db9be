import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox } from './mailbox.ts';

/** One email, every address checked. Nothing but strings: no path, URL or stream can get into a message. */
export interface OutboundEmail {
  /** With angle brackets, RFC 5322 §3.6.4; the same on every try. */
  readonly messageId: string;
  /** UTC milliseconds; the same on every try. */
  readonly date: number;
  readonly from: Mailbox;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Only in the envelope, never in the message. */
  readonly bcc: readonly string[];
  /** One line. */
  readonly subject: string;
  /** Null for an email of plain text only. */
  readonly html: string | null;
  readonly text: string;
  readonly attachments: readonly EmailAttachment[];
}

export interface EmailAttachment {
  readonly filename: string;
  /** Such as `application/json`. */
  readonly contentType: string;
  readonly content: string;
}

/** A line break ends a header; every other control character has no business in one. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]+/gu;

/** A subject on one line: control characters and line breaks become a space. */
export function toSubjectLine(text: string): string {
  return text.toWellFormed().replaceAll(UNPRINTABLE, ' ').trim();
}

/**
 * The message as a mail server gets it (RFC 5322, MIME): the same bytes for the same email, whenever it is composed. Text and HTML stand
 * side by side as `multipart/alternative`. Neither a file nor a URL is read, whatever the strings say.
 */
export async function composeEmail(email: OutboundEmail): Promise<Uint8Array> {
  const { from, to, cc, subject, html, text, attachments, messageId, date } = email;
  const composer = new MailComposer({
    messageId,
    date: new Date(date),
    from: { name: from.name, address: from.address },
    to: [...to],
    cc: [...cc],
    subject: toSubjectLine(subject),
    text,
    ...(html === null ? {} : { html }),
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content, 'utf8'),
    })),
    // Parts are told apart by the message's own id, so that every try has the same bytes.
    baseBoundary: messageId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Uint8Array(await composer.compile().build());
}

/** Everybody that a message goes to, each once, in order. */
export function listRecipients({ to, cc, bcc }: Pick<OutboundEmail, 'to' | 'cc' | 'bcc'>): string[] {
  const byAddress = new Map<string, string>();
  for (const address of [...to, ...cc, ...bcc]) {
    if (!byAddress.has(address.toLowerCase())) byAddress.set(address.toLowerCase(), address);
  }
  return [...byAddress.values()];
}

/** The headers that people look at, as they read them: not encoded for transport. */
export function describeHeaders(email: OutboundEmail): [string, string][] {
  const { from, to, cc, subject, messageId, date } = email;
  return [
    ['From', from.name === '' ? from.address : `${from.name} <${from.address}>`],
    ['To', to.join(', ')],
    ...(cc.length === 0 ? [] : [['Cc', cc.join(', ')] satisfies [string, string]]),
    ['Subject', subject],
    ['Message-ID', messageId],
    ['Date', new Date(date).toUTCString()],
  ];
}
