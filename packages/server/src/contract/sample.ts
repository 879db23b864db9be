import { z } from 'zod';
import { nameSchema, timestampSchema } from './entity.ts';

export const sampleInputSchema = z.strictObject({
  name: nameSchema,
  eventType: z.string().min(1),
  /** JSON text, kept byte for byte. */
  body: z.string().min(1).max(1_048_576, 'A sample is at most 1 MB'),
});
export type SampleInput = z.infer<typeof sampleInputSchema>;

/** A saved payload to design against. `builtIn` ones come with Postmap and cannot be changed. */
export const sampleSchema = z.object({
  id: z.string(),
  ...sampleInputSchema.shape,
  builtIn: z.boolean(),
  createdAt: timestampSchema,
});
export type Sample = z.infer<typeof sampleSchema>;
