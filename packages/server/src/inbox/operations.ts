import { isUtf8 } from 'node:buffer';
import type { InboxMessage, Page, PageQuery } from '../contract/index.ts';
import type { InboxDrop } from '../outbound/mailer.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { InboxRecord } from './inbox-store.ts';

type InboxDeps = Pick<ServerDeps, 'ledger' | 'now' | 'newId'>;

export async function receiveMessage(
  { ledger, now, newId }: InboxDeps,
  message: Omit<InboxRecord, 'id' | 'receivedAt'>,
): Promise<void> {
  await ledger.inbox.add({ id: newId('msg'), receivedAt: now(), ...message });
}

/** The inbox name that emails are kept under. */
const EMAIL_INBOX = 'email';

/** Keeps an email that a trigger sends to the built-in inbox. */
export async function receiveEmail(deps: InboxDeps, { source, headers, email }: InboxDrop): Promise<void> {
  await receiveMessage(deps, { name: EMAIL_INBOX, method: 'EMAIL', path: '', headers, body: source, email });
}

export async function listInbox(
  { ledger }: Pick<InboxDeps, 'ledger'>,
  query: PageQuery & { name?: string | undefined },
): Promise<Page<InboxMessage>> {
  const page = await ledger.inbox.list(query);
  return { ...page, items: page.items.map(presentMessage) };
}

function presentMessage({ body, receivedAt, ...message }: InboxRecord): InboxMessage {
  const isText = isUtf8(body);
  return {
    ...message,
    receivedAt: new Date(receivedAt).toISOString(),
    body: Buffer.from(body).toString(isText ? 'utf8' : 'base64'),
    encoding: isText ? 'utf-8' : 'base64',
    size: body.byteLength,
  };
}
