import { z } from 'zod';
import { entityFields, timestampSchema, TRIGGER_STATUSES, triggerInputSchema } from '../contract/index.ts';

/**
 * A trigger as the workspace keeps it. Secret values in `destination` (header values marked `secret`, basic password, bearer token) are
 * sealed by the secret box, with the additional data `trigger:<id>`.
 */
export const triggerRecordSchema = z.object({
  ...entityFields,
  ...triggerInputSchema.shape,
  status: z.enum(TRIGGER_STATUSES),
  /** Newest first; the first signs, later ones sign too until `until`. */
  signingSecrets: z.array(
    z.object({ sealed: z.string(), createdAt: timestampSchema, until: timestampSchema.nullable() }),
  ),
});
export type TriggerRecord = z.infer<typeof triggerRecordSchema>;
