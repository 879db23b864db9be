import { z } from 'zod';
import { nameSchema, timestampSchema } from './entity.ts';

/** Each role may do what the ones after it may; `ingest` only posts events. */
export const ROLES = ['admin', 'editor', 'viewer', 'ingest'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const keyInputSchema = z.strictObject({ name: nameSchema, role: roleSchema });
export type KeyInput = z.infer<typeof keyInputSchema>;

/** `prefix` is the key's first characters, to tell keys apart. `lastUsedAt` is at most a minute behind; null for never. */
export const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  prefix: z.string(),
  createdAt: timestampSchema,
  lastUsedAt: timestampSchema.nullable(),
});
export type Key = z.infer<typeof keySchema>;

/** Answer of POST /keys: the only time the whole key is shown. */
export const createdKeySchema = keySchema.extend({ key: z.string() });
export type CreatedKey = z.infer<typeof createdKeySchema>;

/** Body of POST /sign-in-links. The page is nothing for `ingest`. */
export const signInRoleSchema = roleSchema.exclude(['ingest']);
export type SignInRole = z.infer<typeof signInRoleSchema>;
export const signInLinkInputSchema = z.strictObject({ role: signInRoleSchema.default('admin') });
export type SignInLinkInput = z.infer<typeof signInLinkInputSchema>;

/** Answer of POST /sign-in-links: a link that signs in once, within ten minutes, with the role. */
export const signInLinkSchema = z.object({ url: z.string(), role: signInRoleSchema, expiresAt: timestampSchema });
export type SignInLink = z.infer<typeof signInLinkSchema>;

/** Answer of GET /session: who is signed in. */
export const sessionSchema = z.object({ role: roleSchema, name: z.string(), expiresAt: timestampSchema.nullable() });
export type Session = z.infer<typeof sessionSchema>;

/**
 * Somebody who is signed in. `address` and `userAgent` are those of the last use, which is at most a minute behind; null where they are not known.
 * `current` is the session that asks.
 */
export const activeSessionSchema = z.object({
  id: z.string(),
  role: roleSchema,
  createdAt: timestampSchema,
  lastUsedAt: timestampSchema,
  expiresAt: timestampSchema,
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  current: z.boolean(),
});
export type ActiveSession = z.infer<typeof activeSessionSchema>;

/** Answer of DELETE /sessions: how many sessions ended. */
export const endedSessionsSchema = z.object({ ended: z.number().int() });
export type EndedSessions = z.infer<typeof endedSessionsSchema>;

/**
 * Who did what, and when: signing in, making and revoking keys, seeing an exact value, changing settings. `action` is a verb and what it is done
 * to, `subject` the id, or the words, of the one. Entries are never changed or removed.
 */
export const auditEntrySchema = z.object({
  id: z.string(),
  at: timestampSchema,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
