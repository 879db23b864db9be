import { createHash } from 'node:crypto';
import type { TemplateKey } from './template-standing.ts';

/** Names what is run, for its standing. */
export function templateKey(parts: readonly string[]): TemplateKey {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
