import { createHash } from 'node:crypto';
import type { TriggerRecord } from './trigger-record.ts';

/**
 * Names what a test of a trigger proves: this revision of this template, sent to this destination. `revision` 0 is the draft, which no
 * live event uses. SHA-256, lower-case hex.
 */
export function testFingerprint(
  { templateId, destination }: Pick<TriggerRecord, 'templateId' | 'destination'>,
  revision: number,
): string {
  return createHash('sha256')
    .update(JSON.stringify([templateId, revision, destination]))
    .digest('hex');
}
