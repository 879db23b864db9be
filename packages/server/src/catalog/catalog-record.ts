import { z } from 'zod';
import { entityFields, eventTypeInputSchema } from '../contract/index.ts';

/** A type that people defined. */
const ownTypeSchema = z.object({ ...entityFields, origin: z.literal('own'), ...eventTypeInputSchema.shape });
export type OwnTypeRecord = z.infer<typeof ownTypeSchema>;

/** What people changed about a type that comes with Postmap. */
const changedTypeSchema = z.object({
  ...entityFields,
  origin: z.literal('built-in'),
  name: z.string(),
  enabled: z.boolean(),
});

/** What the workspace keeps of the catalog: the rest comes with Postmap. */
export const catalogRecordSchema = z.discriminatedUnion('origin', [ownTypeSchema, changedTypeSchema]);
export type CatalogRecord = z.infer<typeof catalogRecordSchema>;
