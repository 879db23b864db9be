import { z } from 'zod';

/** UTC time as ISO 8601 with milliseconds. */
export const timestampSchema = z.iso.datetime();

export const nameSchema = z.string().trim().min(1, 'Give it a name').max(120, 'Use at most 120 characters');

/** What every workspace thing has. `version` counts its changes and is its ETag. */
export const entityFields = {
  id: z.string(),
  version: z.number().int(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
};

/** What a secret looks like in every answer. Sent back unchanged, it keeps the stored secret. */
export const SECRET_MASK = '••••••••';
