import { z } from 'zod';
import { entityFields, nameSchema } from './entity.ts';

export const customerInputSchema = z.strictObject({
  name: nameSchema,
  /** The customer's id in the sending system: events that carry it reach only this customer. */
  externalId: z.string().trim().min(1).max(120).nullable().default(null),
  /** Readable by templates as `$customer.variables`; never secret. */
  variables: z.record(z.string().min(1).max(120), z.json()).default({}),
});
export type CustomerInput = z.infer<typeof customerInputSchema>;

/** Who receives postbacks. */
export const customerSchema = z.object({
  ...entityFields,
  ...customerInputSchema.shape,
  triggerCount: z.number().int(),
});
export type Customer = z.infer<typeof customerSchema>;
