import { z } from 'zod';
import { entityFields } from './entity.ts';

/**
 * `starttls` begins in the clear and sends nothing before TLS (port 587); `tls` is TLS from the first byte (port 465); `opportunistic` is
 * STARTTLS where the server offers it, and in the clear where it does not: a password leaves this machine by TLS only, whatever is chosen.
 */
export const SMTP_SECURITIES = ['starttls', 'tls', 'opportunistic'] as const;

const hostSchema = z
  .string()
  .trim()
  .max(253, 'Use at most 253 characters')
  .regex(/^[A-Za-z0-9._:-]+$/, 'Give a host name or an address such as mail.example.com, without smtp:// and port')
  // A colon makes it an IPv6 address, or a port that has a field of its own.
  .refine((host) => !/^[^:]+:\d+$/.test(host), 'Give the port in its own field');

/** A mail server. `password` is `SECRET_MASK` in answers; sent back unchanged it is kept, as long as host and user stay the same. */
export const smtpSettingsSchema = z
  .strictObject({
    host: hostSchema,
    port: z.number().int().min(1, 'Use a port from 1 to 65535').max(65_535, 'Use a port from 1 to 65535'),
    security: z.enum(SMTP_SECURITIES).default('starttls'),
    user: z.string().min(1).max(500).nullable().default(null),
    password: z.string().min(1).max(2_000).nullable().default(null),
  })
  .refine(({ user, password }) => user !== null || password === null, {
    path: ['user'],
    message: 'Give the user name that this password is for, or leave both out',
  })
  .refine(({ user, password }) => user === null || password !== null, {
    path: ['password'],
    message: 'Give the password of this user, or leave both out',
  });
export type SmtpSettings = z.infer<typeof smtpSettingsSchema>;

/**
 * Body of PATCH, every key optional. `mailFrom` is an address, or `Name <address>`. `allowNetworks` are CIDRs or single addresses that
 * deliveries may reach although they are not public.
 */
export const settingsInputSchema = z.strictObject({
  smtp: smtpSettingsSchema.nullable(),
  mailFrom: z.string().trim().min(1, 'Give an address, or null for none').max(500).nullable(),
  allowNetworks: z.array(z.string().trim().min(1, 'Give a network, or remove this row').max(100)).max(200),
});
export type SettingsInput = z.infer<typeof settingsInputSchema>;

/**
 * What is in force. A setting named in `setBy` comes from that environment variable and cannot be changed here. `version` is 0 until
 * something is changed. `warnings` say what is allowed but risky.
 */
export const settingsSchema = z.object({
  version: entityFields.version,
  updatedAt: entityFields.updatedAt.nullable(),
  ...settingsInputSchema.shape,
  setBy: z.object({
    smtp: z.literal('POSTMAP_SMTP_URL').nullable(),
    allowNetworks: z.literal('POSTMAP_ALLOW_NETWORKS').nullable(),
  }),
  warnings: z.array(z.string()),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Body of POST /settings/smtp/test. */
export const testMailInputSchema = z.strictObject({
  to: z.string().min(1, 'Give the address that the test mail goes to').max(500),
});
export type TestMailInput = z.infer<typeof testMailInputSchema>;

/**
 * How a test mail went: `failed` when no answer about the message came. `message` is one sentence for people, `reply` the server's own
 * line, `server` where it is, without credentials.
 */
export const testMailSchema = z.object({
  outcome: z.enum(['accepted', 'deferred', 'refused', 'failed']),
  message: z.string(),
  reply: z.string().nullable(),
  server: z.string(),
  from: z.string(),
  to: z.string(),
  durationMs: z.number(),
});
export type TestMail = z.infer<typeof testMailSchema>;
