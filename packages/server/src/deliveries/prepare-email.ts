import { htmlToText } from '@postmap/engine';
import type { EmailDestination } from '../contract/index.ts';
import { listRecipients, toSubjectLine } from '../outbound/compose-email.ts';
import type { OutboundEmail } from '../outbound/compose-email.ts';
import { checkAddress, readSender } from '../outbound/mailbox.ts';
import type { RenderedDelivery, RenderedTarget } from './delivery-store.ts';
import { attachEvent } from './event-attachment.ts';

export interface EmailParts {
  delivery: { id: string; eventId: string; createdAt: number };
  destination: EmailDestination;
  rendered: Pick<RenderedDelivery, 'body' | 'contentType'>;
  target: RenderedTarget;
  /** The event's payload, JSON text. */
  payload: string;
}

export type PreparedEmail = { ok: true; email: OutboundEmail } | { ok: false; message: string };

const MAX_RECIPIENTS = 100;
/** RFC 5322 §2.1.1 allows 998 characters to a line. */
const MAX_SUBJECT = 900;

/**
 * Puts an email together from what was rendered; the same for every try, its `Message-ID` made from the delivery's id. Each recipient must be
 * exactly one address; one that rendered to nothing is left out, as long as one of `to` is left. HTML gets a text part made from it.
 */
export function prepareEmail({ delivery, destination, rendered, target, payload }: EmailParts): PreparedEmail {
  const isHtml = rendered.contentType.startsWith('text/html');
  if (!isHtml && !rendered.contentType.startsWith('text/plain')) {
    return refuse('an email is written by a template of format HTML or text; publish one, or choose another template');
  }
  const to = readRecipients(target, 'to');
  const cc = readRecipients(target, 'cc');
  const bcc = readRecipients(target, 'bcc');
  for (const list of [to, cc, bcc]) if (!list.ok) return list;
  if (!to.ok || !cc.ok || !bcc.ok) return refuse('its recipients cannot be read');
  if (to.addresses.length === 0) return refuse('no recipient is left: "to" rendered to nothing for this event');
  const recipients = { to: to.addresses, cc: cc.addresses, bcc: bcc.addresses };
  const count = listRecipients(recipients).length;
  if (count > MAX_RECIPIENTS) return refuse(`it has ${count} recipients: ${MAX_RECIPIENTS} are the most`);
  const from = readSender(listHeaders(target, 'from')[0] ?? '');
  if (!from.ok) return refuse(`from: ${withoutStop(from.message)}`);
  const subject = toSubjectLine(listHeaders(target, 'subject')[0] ?? '');
  if (subject.length > MAX_SUBJECT) {
    return refuse(`the subject has ${subject.length} characters: ${MAX_SUBJECT} is the most`);
  }
  const body = new TextDecoder().decode(rendered.body);
  const { attachments } = destination;
  const email: OutboundEmail = {
    messageId: `<${delivery.id}@${from.sender.address.slice(from.sender.address.lastIndexOf('@') + 1)}>`,
    date: delivery.createdAt,
    from: from.sender,
    ...recipients,
    subject,
    html: isHtml ? body : null,
    text: isHtml ? htmlToText(body) : body,
    attachments: attachments === 'none' ? [] : [attachEvent(attachments, payload, delivery.eventId)],
  };
  return { ok: true, email };
}

function readRecipients(
  target: RenderedTarget,
  name: 'to' | 'cc' | 'bcc',
): { ok: true; addresses: string[] } | { ok: false; message: string } {
  const addresses: string[] = [];
  for (const text of listHeaders(target, name)) {
    if (text.trim() === '') continue;
    const checked = checkAddress(text);
    if (!checked.ok) return { ok: false, message: `${name}: ${withoutStop(checked.message)}` };
    addresses.push(checked.address);
  }
  return { ok: true, addresses };
}

function listHeaders({ headers }: RenderedTarget, name: string): string[] {
  return headers.filter(([header]) => header === name).map(([, value]) => value);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function refuse(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
