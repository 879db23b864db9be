import type { Attempt } from '@postmap/server/contract';

/** An email as its attempt has it on record. */
export interface EmailAttempt {
  /** `smtp://mail.example.com:587`, or the built-in inbox. */
  server: string;
  envelopeFrom: string;
  envelopeTo: string[];
  /** The headers that people read. */
  headers: [string, string][];
  /** Such as `text/html, 812 bytes`. */
  parts: string[];
}

/** Whether a try sent an email rather than a request. */
export function isEmail(attempt: Attempt | undefined): boolean {
  return attempt?.request.method === 'EMAIL';
}

export function readEmailAttempt({ request: { url, headers } }: Attempt): EmailAttempt {
  const list = (name: string): string[] => headers.filter(([header]) => header === name).map(([, value]) => value);
  const own = new Set(['envelope-from', 'envelope-to', 'part']);
  return {
    server: url === 'inbox:email' ? 'the built-in inbox' : url,
    envelopeFrom: list('envelope-from')[0] ?? '',
    envelopeTo: list('envelope-to'),
    headers: headers.filter(([name]) => !own.has(name)),
    parts: list('part'),
  };
}
