import { z } from 'zod';
import { customerInputSchema, entityFields } from '../contract/index.ts';

/** A customer as the workspace keeps it. */
export const customerRecordSchema = z.object({ ...entityFields, ...customerInputSchema.shape });
export type CustomerRecord = z.infer<typeof customerRecordSchema>;
