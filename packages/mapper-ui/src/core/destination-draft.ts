import type {
  Destination,
  DestinationAuth,
  EmailDestination,
  HeaderInput,
  UrlDestination,
} from '@postmap/server/contract';

export type DestinationMethod = UrlDestination['method'];

/** A destination as it is being edited: the fields of both kinds, so that changing the kind and back loses nothing. */
export interface DestinationDraft {
  kind: Destination['kind'];
  url: string;
  method: DestinationMethod;
  headers: HeaderInput[];
  auth: DestinationAuth;
  sign: boolean;
  timeoutSeconds: string;
  to: string[];
  cc: string[];
  bcc: string[];
  from: string;
  subject: string;
  attachments: EmailDestination['attachments'];
  transport: EmailDestination['transport'];
}

export const emptyDestination: DestinationDraft = {
  kind: 'url',
  url: '',
  method: 'POST',
  headers: [],
  auth: { kind: 'none' },
  sign: true,
  timeoutSeconds: '30',
  to: [''],
  cc: [],
  bcc: [],
  from: '',
  subject: '',
  attachments: 'none',
  transport: 'smtp',
};

export function toDestinationDraft(destination: Destination): DestinationDraft {
  return destination.kind === 'url'
    ? { ...emptyDestination, ...destination, timeoutSeconds: String(destination.timeoutSeconds) }
    : { ...emptyDestination, ...destination };
}

/** What to send; or the place, as the server would name it, that cannot be read yet. */
export function readDestination(
  draft: DestinationDraft,
): { destination: Destination } | { path: string; message: string } {
  if (draft.kind === 'email') {
    const { kind, from, subject, attachments, transport } = draft;
    const [to, cc, bcc] = [draft.to, draft.cc, draft.bcc].map((list) => list.map((one) => one.trim()));
    const recipients = { to: dropEmpty(to), cc: dropEmpty(cc), bcc: dropEmpty(bcc) };
    return { destination: { kind, ...recipients, from: from.trim(), subject, attachments, transport } };
  }
  const { kind, method, auth, sign } = draft;
  const timeoutSeconds = Number(draft.timeoutSeconds);
  if (draft.timeoutSeconds.trim() === '' || !Number.isInteger(timeoutSeconds)) {
    return { path: 'destination.timeoutSeconds', message: 'Write whole seconds, 1 to 60' };
  }
  const headers = draft.headers.filter((header) => header.name !== '' || header.value !== '');
  return { destination: { kind, url: draft.url.trim(), method, headers, auth, sign, timeoutSeconds } };
}

/** Whether a field of a trigger's draft belongs to its destination, under the same name. */
export function isOfDestination(key: string): boolean {
  return Object.hasOwn(emptyDestination, key);
}

function dropEmpty(list: readonly string[] = []): string[] {
  return list.filter((one) => one !== '');
}
