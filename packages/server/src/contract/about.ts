import { z } from 'zod';
import { timestampSchema } from './entity.ts';

const storeSchema = z.object({ kind: z.string(), bytes: z.number().int() });

/** What runs, and on what. `dataDir` is told to admins only. `bytes` is what the files take on disk. */
export const aboutSchema = z.object({
  version: z.string(),
  node: z.string(),
  platform: z.string(),
  startedAt: timestampSchema,
  uptimeSeconds: z.number().int(),
  dataDir: z.string().nullable(),
  workspace: storeSchema,
  ledger: storeSchema,
});
export type About = z.infer<typeof aboutSchema>;
