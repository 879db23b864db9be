import { z } from 'zod';
import { timestampSchema } from './entity.ts';

/** What an email says of itself; `to`, `cc` and `bcc` are those that it was really addressed to. */
export const inboxEmailSchema = z.object({
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  subject: z.string(),
  /** Null for an email of plain text only. */
  html: z.string().nullable(),
  text: z.string(),
  /** `size` in bytes. */
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.number().int() })),
});
export type InboxEmail = z.infer<typeof inboxEmailSchema>;

/**
 * A request that the built-in receiver took, or an email (`email` is set): then the method is `EMAIL`, the path is empty, and the body is the
 * whole message as a mail server would get it (RFC 5322). `body` is text when the bytes are UTF-8, else base64, as `encoding` says.
 */
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
  email: inboxEmailSchema.nullable(),
});
export type InboxMessage = z.infer<typeof inboxMessageSchema>;
