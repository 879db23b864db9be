import { z } from 'zod';
import { entityFields, templateInputSchema, templateTargetSchema, timestampSchema } from '../contract/index.ts';

/** A template as the workspace keeps it: the draft, and which revision is published. */
export const templateRecordSchema = z.object({
  ...entityFields,
  ...templateInputSchema.shape,
  // What could be read when it was saved is kept, whatever can be read by now.
  target: templateTargetSchema.nullable(),
  published: z.object({ revision: z.number().int(), publishedAt: timestampSchema }).nullable(),
});
export type TemplateRecord = z.infer<typeof templateRecordSchema>;
