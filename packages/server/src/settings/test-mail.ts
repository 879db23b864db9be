import { linkOrigin } from '../access/own-addresses.ts';
import type { Principal } from '../access/principal.ts';
import type { TestMail, TestMailInput } from '../contract/index.ts';
import { invalidField, ProblemError } from '../http/problem-error.ts';
import type { OutboundEmail } from '../outbound/compose-email.ts';
import { describeMailResult } from '../outbound/mail-result.ts';
import { checkAddress, readSender } from '../outbound/mailbox.ts';
import type { Mailbox } from '../outbound/mailbox.ts';
import { NO_MAIL_SERVER } from '../outbound/mailer.ts';
import type { ServerDeps } from '../server-deps.ts';
import { SETTINGS_ID } from './settings-record.ts';

type MailDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'mailer' | 'settings' | 'addresses' | 'now' | 'newId'>;

/** From dialling the mail server to its last answer. */
const TIMEOUT_MS = 20_000;

/**
 * Really sends a mail through the mail server that is set, the way that deliveries do.
 *
 * @throws {ProblemError} `not-possible-now` without a mail server, `invalid-request` for what is no address
 */
export async function sendTestMail(deps: MailDeps, { to }: TestMailInput, { name }: Principal): Promise<TestMail> {
  const { ledger, mailer, addresses, now, newId } = deps;
  const checked = checkAddress(to);
  if (!checked.ok) throw invalidField('to', checked.message);
  const server = mailer.locate('smtp');
  if (server === null) throw new ProblemError('not-possible-now', `${NO_MAIL_SERVER}.`);
  const from = await chooseSender(deps, checked.address);
  const at = now();
  await ledger.audit.add({ at, actor: name, action: 'send-test-mail', subject: checked.address });
  const id = newId('mail');
  const email = writeMail({ id, at, from, to: checked.address, origin: linkOrigin(addresses), server });
  const result = await mailer.send(email, {
    transport: 'smtp',
    recipients: [checked.address],
    timeoutMs: TIMEOUT_MS,
  });
  return {
    outcome: result.kind === 'reply' ? result.verdict : 'failed',
    message: `${describeMailResult(result)}.`,
    reply: result.kind === 'reply' ? result.reply : null,
    server,
    from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
    to: checked.address,
    durationMs: result.durationMs,
  };
}

/** The sender that is set; else who signs in to the mail server, which few servers refuse; else the recipient. */
async function chooseSender({ workspace, settings }: MailDeps, to: string): Promise<Mailbox> {
  const record = await workspace.records.settings.get(SETTINGS_ID);
  const { smtp } = settings;
  const user = smtp !== undefined && 'auth' in smtp ? smtp.auth?.user : undefined;
  const read = [record?.mailFrom, user]
    .filter((text) => typeof text === 'string')
    .map((text) => readSender(text))
    .find(({ ok }) => ok);
  return read?.ok === true ? read.sender : { name: '', address: to };
}

function writeMail(parts: {
  id: string;
  at: number;
  from: Mailbox;
  to: string;
  origin: string;
  server: string;
}): OutboundEmail {
  const { id, at, from, to, origin, server } = parts;
  return {
    messageId: `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    date: at,
    from,
    to: [to],
    cc: [],
    bcc: [],
    subject: 'Test mail from Postmap',
    html: null,
    text: `Postmap at ${origin} can send email by ${server}.\n\nSomebody asked for this test mail in Settings › SMTP. Nothing has to be done.\n`,
    attachments: [],
  };
}
