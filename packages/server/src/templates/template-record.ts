import { z } from 'zod';
import { entityFields, templateInputSchema, timestampSchema } from '../contract/index.ts';

/** A template as the workspace keeps it: the draft, and which revision is published. */
export const templateRecordSchema = z.object({
  ...entityFields,
  ...templateInputSchema.shape,
  published: z.object({ revision: z.number().int(), publishedAt: timestampSchema }).nullable(),
});
export type TemplateRecord = z.infer<typeof templateRecordSchema>;
