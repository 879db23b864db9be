import { z } from 'zod';
import { timestampSchema } from './entity.ts';

/** A request that the built-in receiver took. `body` is text when the bytes are UTF-8, else base64, as `encoding` says. */
export const inboxMessageSchema = z.object({
  id: z.string(),
  name: z.string(),
  receivedAt: timestampSchema,
  method: z.string(),
  path: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
  encoding: z.enum(['utf-8', 'base64']),
  size: z.number().int(),
});
export type InboxMessage = z.infer<typeof inboxMessageSchema>;
