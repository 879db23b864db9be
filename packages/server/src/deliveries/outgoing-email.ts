import { TemplateError } from '@postmap/engine';
import type { EmailDestination } from '../contract/index.ts';
import { maskHeaders } from '../masking/mask-headers.ts';
import { describeHeaders, listRecipients } from '../outbound/compose-email.ts';
import type { OutboundEmail } from '../outbound/compose-email.ts';
import { describeMailResult } from '../outbound/mail-result.ts';
import type { MailResult } from '../outbound/mail-result.ts';
import { NO_MAIL_SERVER } from '../outbound/mailer.ts';
import type { Mailer } from '../outbound/mailer.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import type { AttemptFinish, DeliveryRecord, RenderedDelivery } from './delivery-store.ts';
import { refuseTry } from './outgoing.ts';
import type { PreparedTry, Sent } from './outgoing.ts';
import { prepareEmail } from './prepare-email.ts';
import type { PreparedEmail } from './prepare-email.ts';
import { listRemaining } from './remaining-recipients.ts';
import type { TryOutcome } from './retry-schedule.ts';

export interface OutgoingEmailDeps {
  ledger: Pick<Ledger, 'events' | 'deliveries'>;
  mailer: Mailer;
  now: () => number;
}

/** From dialling the mail server to its last answer. */
export const EMAIL_TIMEOUT_MS = 60_000;

/** How long a live delivery waits where no mail server is set: an operator's matter, which must not cost a customer an email. */
const NO_SERVER_WAIT_MS = 60_000;

/** Makes one try of an email delivery, to the recipients who do not have it yet. */
export async function prepareOutgoingEmail(
  { ledger, mailer, now }: OutgoingEmailDeps,
  delivery: DeliveryRecord,
  destination: EmailDestination,
  rendered: RenderedDelivery,
): Promise<PreparedTry> {
  const event = await ledger.events.get(delivery.eventId);
  if (event === undefined) return refuseTry('the event is no longer on record');
  const payload = new TextDecoder().decode(event.body);
  const prepared = prepareOrRefuse({ delivery, destination, rendered, target: rendered.target, payload });
  if (!prepared.ok) return refuseTry(prepared.message);
  const { transport } = destination;
  const server = mailer.locate(transport);
  if (server === null) {
    if (delivery.kind === 'test') return refuseTry(NO_MAIL_SERVER);
    return {
      ok: false,
      next: { status: 'retrying', reason: NO_MAIL_SERVER, nextAttemptAt: now() + NO_SERVER_WAIT_MS },
    };
  }
  const { email } = prepared;
  const attempts = delivery.attemptCount === 0 ? [] : await ledger.deliveries.listAttempts(delivery.id);
  const recipients = listRemaining(listRecipients(email), attempts);
  if (recipients.length === 0) {
    return { ok: false, next: { status: 'succeeded', reason: 'Every recipient has it already', nextAttemptAt: null } };
  }
  return {
    ok: true,
    outgoing: {
      shown: { method: 'EMAIL', url: server, requestHeaders: showEmail(email, recipients) },
      timeoutMs: EMAIL_TIMEOUT_MS,
      async send(signal) {
        const result = await mailer.send(email, { transport, recipients, timeoutMs: EMAIL_TIMEOUT_MS, signal });
        return describeSent(result, signal.aborted);
      },
    },
  };
}

function prepareOrRefuse(parts: Parameters<typeof prepareEmail>[0]): PreparedEmail {
  try {
    return prepareEmail(parts);
  } catch (error) {
    if (error instanceof TemplateError)
      return { ok: false, message: `the attachment cannot be made: ${error.message}` };
    throw error;
  }
}

function countBytes(content: string): string {
  return `${Buffer.byteLength(content)} bytes`;
}

/** The envelope, the headers that people read, and the parts with their sizes, for the record. */
function showEmail(email: OutboundEmail, recipients: readonly string[]): [string, string][] {
  const { from, html, text, attachments } = email;
  return maskHeaders([
    ['envelope-from', from.address],
    ...recipients.map((address): [string, string] => ['envelope-to', address]),
    ...describeHeaders(email),
    ['part', `text/plain, ${countBytes(text)}`],
    ...(html === null ? [] : [['part', `text/html, ${countBytes(html)}`] satisfies [string, string]]),
    ...attachments.map(({ filename, contentType, content }): [string, string] => [
      'part',
      `${contentType}, ${countBytes(content)}, ${filename}`,
    ]),
  ]);
}

function describeSent(result: MailResult, stopped: boolean): Sent {
  return { outcome: readOutcome(result, stopped), describe: (finishedAt) => describeFinish(result, finishedAt) };
}

function readOutcome(result: MailResult, stopped: boolean): TryOutcome {
  if (result.kind === 'reply') return { kind: 'mail', verdict: result.verdict };
  return stopped && result.code === 'aborted' ? { kind: 'interrupted' } : { kind: 'failure', code: result.code };
}

/** The reply of each recipient stands as a header named by its verdict, which the next try reads. */
function describeFinish(result: MailResult, finishedAt: number): AttemptFinish {
  const { durationMs } = result;
  const summary = describeMailResult(result);
  if (result.kind === 'failure') {
    const failure = { code: result.code, message: result.message };
    return { finishedAt, durationMs, outcome: 'failed', code: result.code, response: null, failure, summary };
  }
  const { code, verdict, reply, recipients } = result;
  const headers = recipients.map((recipient): [string, string] =>
    recipient.verdict === 'accepted'
      ? ['accepted', recipient.address]
      : [recipient.verdict, `${recipient.address} ${recipient.reply}`],
  );
  return {
    finishedAt,
    durationMs,
    outcome: verdict === 'accepted' ? 'succeeded' : 'failed',
    code: String(code),
    response: { status: code, headers: maskHeaders(headers), body: reply, truncated: false },
    failure: null,
    summary,
  };
}
