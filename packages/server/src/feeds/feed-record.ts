import { z } from 'zod';
import { entityFields, feedInputSchema } from '../contract/index.ts';

/** A feed as the workspace keeps it. */
export const feedRecordSchema = z.object({ ...entityFields, ...feedInputSchema.shape, token: z.string() });
export type FeedRecord = z.infer<typeof feedRecordSchema>;
