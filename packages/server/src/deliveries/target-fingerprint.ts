import { createHash } from 'node:crypto';
import type { Destination } from '../contract/index.ts';

/** What a target is rendered from: the method, and the URL and headers as Handlebars strings. */
export interface TargetSource {
  method: string;
  url: string;
  headers: [string, string][];
}

/**
 * What a destination renders for each event. For a URL its headers but those that are secret. For an email, method `EMAIL` and no URL: its
 * headers `from`, `to`, `cc`, `bcc` (one each time for each recipient) and `subject`.
 */
export function readTargetSource(destination: Destination): TargetSource {
  if (destination.kind === 'url') {
    const { method, url, headers } = destination;
    return { method, url, headers: headers.filter(({ secret }) => !secret).map(({ name, value }) => [name, value]) };
  }
  const { from, to, cc, bcc, subject } = destination;
  const recipients = { to, cc, bcc };
  return {
    method: 'EMAIL',
    url: '',
    headers: [
      ['from', from],
      ...Object.entries(recipients).flatMap(([name, list]) => list.map((one): [string, string] => [name, one])),
      ['subject', subject],
    ],
  };
}

/** Names what a target is rendered from. SHA-256, lower-case hex. */
export function targetFingerprint(destination: Destination): string {
  const { method, url, headers } = readTargetSource(destination);
  return createHash('sha256')
    .update(JSON.stringify([method, url, headers]))
    .digest('hex');
}
