import type { Settings, SettingsInput, SmtpSettings } from '@postmap/server/contract';

/** The mail server and the sender as they are being edited. */
export interface SmtpDraft {
  host: string;
  port: string;
  security: SmtpSettings['security'];
  user: string;
  password: string;
  mailFrom: string;
}

const DEFAULT_PORTS: Readonly<Record<SmtpSettings['security'], string>> = {
  starttls: '587',
  tls: '465',
  opportunistic: '25',
};

export function toSmtpDraft({ smtp, mailFrom }: Pick<Settings, 'smtp' | 'mailFrom'>): SmtpDraft {
  return {
    host: smtp?.host ?? '',
    port: smtp === null ? DEFAULT_PORTS.starttls : String(smtp.port),
    security: smtp?.security ?? 'starttls',
    user: smtp?.user ?? '',
    password: smtp?.password ?? '',
    mailFrom: mailFrom ?? '',
  };
}

/** The draft with another security; a port that is the old one's usual becomes the new one's. */
export function changeSecurity(draft: SmtpDraft, security: SmtpSettings['security']): SmtpDraft {
  const port = draft.port === DEFAULT_PORTS[draft.security] ? DEFAULT_PORTS[security] : draft.port;
  return { ...draft, security, port };
}

/** What to send; a host left empty is no mail server. What the environment sets is left out. */
export function readSmtpDraft(draft: SmtpDraft, { setBy }: Pick<Settings, 'setBy'>): Partial<SettingsInput> {
  const { host, port, security, user, password } = draft;
  const mailFrom = emptyToNull(draft.mailFrom.trim());
  if (setBy.smtp !== null) return { mailFrom };
  if (host.trim() === '' && user === '' && password === '') return { mailFrom, smtp: null };
  // What is no number becomes null in JSON: the server then names the place.
  const smtp = { host, port: Number(port), security, user: emptyToNull(user), password: emptyToNull(password) };
  return { mailFrom, smtp };
}

function emptyToNull(text: string): string | null {
  return text === '' ? null : text;
}
