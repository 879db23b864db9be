import type { FailureCode } from './outbound-result.ts';

/** What the mail server said about one recipient; `reply` is its line, such as `550 5.1.1 No such user`. */
export interface RecipientReply {
  readonly address: string;
  readonly verdict: MailVerdict;
  readonly reply: string;
}

/** RFC 5321 §4.2.1: 2xx has it, 4xx not now, 5xx never. */
export type MailVerdict = 'accepted' | 'deferred' | 'refused';

/** The mail server's answer. Accepted only when every recipient was; deferred when any may still be. */
export interface MailReply {
  readonly kind: 'reply';
  readonly verdict: MailVerdict;
  /** The SMTP code that decided. */
  readonly code: number;
  /** The server's line that decided, as it came. */
  readonly reply: string;
  readonly recipients: readonly RecipientReply[];
  readonly durationMs: number;
}

/** `auth`: the mail server does not take Postmap's user name and password. */
export type MailFailureCode = FailureCode | 'auth';

/** No answer about the message; `timeout` and `reset` leave open whether the server has taken it. */
export interface MailFailure {
  readonly kind: 'failure';
  readonly code: MailFailureCode;
  /** One plain sentence, without a final full stop and without secrets. */
  readonly message: string;
  readonly durationMs: number;
}

export type MailResult = MailReply | MailFailure;

/** The verdict over a message: the worst that can still change counts first, then what is final. */
export function judgeRecipients(recipients: readonly RecipientReply[]): MailVerdict {
  if (recipients.some(({ verdict }) => verdict === 'deferred')) return 'deferred';
  return recipients.some(({ verdict }) => verdict === 'refused') ? 'refused' : 'accepted';
}

/** 503 says that the session was out of step, not that the message is bad. */
export function judgeCode(code: number): MailVerdict {
  if (code >= 200 && code < 300) return 'accepted';
  return code >= 500 && code !== 503 ? 'refused' : 'deferred';
}

/** What the built-in inbox says of every email. */
export const INBOX_REPLY = '250 Kept in the built-in inbox';

/** Puts a result into one plain sentence for the deliveries page. No final full stop. */
export function describeMailResult(result: MailResult): string {
  if (result.kind === 'failure') return result.message;
  const { verdict, recipients, reply } = result;
  if (reply === INBOX_REPLY) return 'The built-in inbox has it';
  const taken = recipients.filter((recipient) => recipient.verdict === 'accepted');
  const others = recipients.filter((recipient) => recipient.verdict !== 'accepted');
  const [first] = others;
  if (first === undefined) return `The mail server took it${countFor(taken.length)}: ${shorten(reply)}`;
  if (taken.length > 0) {
    const list = others.map(({ address, reply: said }) => `${address} (${shorten(said)})`).join(', ');
    return `The mail server took it for ${taken.length} of ${recipients.length} recipients, not for ${list}`;
  }
  return verdict === 'deferred'
    ? `The mail server did not take it now: ${shorten(reply)}`
    : `The mail server refused it for good: ${shorten(reply)}`;
}

function countFor(count: number): string {
  return count === 1 ? '' : ` for all ${count} recipients`;
}

/** A server's line may be long and may have line breaks. */
function shorten(reply: string): string {
  const line = reply.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
