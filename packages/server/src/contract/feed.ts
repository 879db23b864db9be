import { z } from 'zod';
import { entityFields, nameSchema } from './entity.ts';

const timeZoneSchema = z.string().refine(isTimeZone, 'Use an IANA time zone such as "UTC" or "America/New_York"');

/** Body of POST and, with every key optional, of PATCH. `customers` limits which customers the feed's events may reach. */
export const feedInputSchema = z.strictObject({
  name: nameSchema,
  customers: z.union([z.literal('all'), z.array(z.string()).max(10_000)]).default('all'),
  timeZone: timeZoneSchema.default('UTC'),
  enabled: z.boolean().default(true),
});
export type FeedInput = z.infer<typeof feedInputSchema>;

/** Where events come from. `ingestUrl` holds the token: whoever has it can post events. */
export const feedSchema = z.object({
  ...entityFields,
  ...feedInputSchema.shape,
  token: z.string(),
  ingestUrl: z.string(),
});
export type Feed = z.infer<typeof feedSchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
