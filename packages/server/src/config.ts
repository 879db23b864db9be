import { z } from 'zod';
import { parseAllowNetworks } from './outbound/address-guard.ts';
import type { Cidr } from './outbound/address-guard.ts';
import { parseSmtpUrl } from './outbound/smtp-server-url.ts';
import type { SmtpServer } from './outbound/smtp-server-url.ts';

/** How the server runs; see the README's table of variables. */
export interface Config {
  /** 0 takes any free port. */
  port: number;
  host: string;
  dataDir: string;
  /** Undefined: made at the first start and kept in the data folder. */
  adminKey: string | undefined;
  /** Undefined: likewise. */
  secretKey: string | undefined;
  allowNetworks: readonly Cidr[];
  /** The mail server; undefined where none is set. Its address is the operator's choice and is not judged. */
  smtp: SmtpServer | undefined;
  /** The origin that people use, where a proxy stands before the server. */
  publicOrigin: string | undefined;
  /** Networks of the proxies before the server, whose word on where a request comes from is taken; none by default. */
  trustedProxies: readonly Cidr[];
  demo: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** Variables that cannot be used: one line for each, with the fix. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const environmentSchema = z.object({
  POSTMAP_PORT: z.coerce
    .number('Use a port from 0 to 65535')
    .int('Use a whole number')
    .min(0, 'Use a port from 0 to 65535')
    .max(65_535, 'Use a port from 0 to 65535')
    .default(8420),
  POSTMAP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'Use an address such as 127.0.0.1, or 0.0.0.0 for all')
    .default('127.0.0.1'),
  POSTMAP_DATA_DIR: z.string().default('./data'),
  POSTMAP_ADMIN_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'Use at least 16 characters of visible ASCII, or leave it out to have one made')
    .optional(),
  POSTMAP_SECRET_KEY: z.string().optional(),
  POSTMAP_ALLOW_NETWORKS: z.string().default('').transform(readNetworks),
  POSTMAP_SMTP_URL: z.string().transform(readSmtpServer).optional(),
  POSTMAP_PUBLIC_URL: z.string().transform(readOrigin).optional(),
  POSTMAP_TRUSTED_PROXIES: z.string().default('').transform(readNetworks),
  POSTMAP_DEMO: z.enum(['on', 'off'], 'Use "on" or "off"').default('on'),
  POSTMAP_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'Use fatal, error, warn, info, debug, trace or silent',
    )
    .default('warn'),
  DATABASE_URL: z
    .undefined('PostgreSQL is not available yet: remove this variable to use the embedded storage')
    .optional(),
});

/**
 * Reads the environment; an empty variable counts as none.
 *
 * @throws {ConfigError} naming every variable that cannot be used
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = environmentSchema.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join('\n'));
  }
  const values = result.data;
  return {
    port: values.POSTMAP_PORT,
    host: values.POSTMAP_HOST,
    dataDir: values.POSTMAP_DATA_DIR,
    adminKey: values.POSTMAP_ADMIN_KEY,
    secretKey: values.POSTMAP_SECRET_KEY,
    allowNetworks: values.POSTMAP_ALLOW_NETWORKS,
    smtp: values.POSTMAP_SMTP_URL,
    publicOrigin: values.POSTMAP_PUBLIC_URL,
    trustedProxies: values.POSTMAP_TRUSTED_PROXIES,
    demo: values.POSTMAP_DEMO === 'on',
    logLevel: values.POSTMAP_LOG_LEVEL,
  };
}

function readNetworks(text: string, context: z.RefinementCtx): Cidr[] {
  try {
    return parseAllowNetworks(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: 'custom', message: error.message.replace(/\.$/, '') });
    return z.NEVER;
  }
}

function readSmtpServer(text: string, context: z.RefinementCtx): SmtpServer {
  try {
    return parseSmtpUrl(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
}

function readOrigin(text: string, context: z.RefinementCtx): string {
  const url = URL.parse(text);
  const isOrigin =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    url.search + url.hash + url.username === '';
  if (isOrigin) return url.origin;
  context.addIssue({ code: 'custom', message: 'Use an origin such as https://postmap.example.com, without a path' });
  return z.NEVER;
}
