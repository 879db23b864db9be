import { z } from 'zod';
import { entityFields, roleSchema } from '../contract/index.ts';

/** An access key as the workspace keeps it: `hash` is the key's SHA-256, lower-case hex. */
export const keyRecordSchema = z.object({
  ...entityFields,
  name: z.string(),
  role: roleSchema,
  prefix: z.string(),
  hash: z.string(),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;
