import { z } from 'zod';
import { entityFields, payloadKindInputSchema } from '../contract/index.ts';

/**
 * A payload kind that people defined, or what they changed about one that comes with Postmap: which of the two is told by the name. `facts`
 * has the expressions that people wrote.
 */
export const kindRecordSchema = z.object({ ...entityFields, ...payloadKindInputSchema.shape });
export type KindRecord = z.infer<typeof kindRecordSchema>;
