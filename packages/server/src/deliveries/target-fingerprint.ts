import { createHash } from 'node:crypto';
import type { Destination } from '../contract/index.ts';

/** Names what a target is rendered from: method, URL and the headers that are templates. SHA-256, lower-case hex. */
export function targetFingerprint({ method, url, headers }: Destination): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, listTemplateHeaders(headers)]))
    .digest('hex');
}

/** The headers that hold no secret, as `[name, Handlebars string]`. */
export function listTemplateHeaders(headers: Destination['headers']): [string, string][] {
  return headers.filter(({ secret }) => !secret).map(({ name, value }) => [name, value]);
}
