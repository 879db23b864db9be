import { z } from 'zod';
import { nameSchema, timestampSchema } from './entity.ts';

/** Each role may do what the ones after it may; `ingest` only posts events. */
export const ROLES = ['admin', 'editor', 'viewer', 'ingest'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const keyInputSchema = z.strictObject({ name: nameSchema, role: roleSchema });
export type KeyInput = z.infer<typeof keyInputSchema>;

/** `prefix` is the key's first characters, to tell keys apart. */
export const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  prefix: z.string(),
  createdAt: timestampSchema,
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
