import type { SignInRole } from '../contract/index.ts';
import { hashSecret } from './access-keys.ts';

/** Links that sign in once; kept in memory only, so a restart ends them. */
export interface SignInLinks {
  /** Makes a token that {@link SignInLinks.redeem} takes once, until `expiresAt` (UTC milliseconds). */
  mint(role: SignInRole, now: number): { token: string; expiresAt: number };
  /** The role to sign in with; undefined for a token that is unknown, used or over. */
  redeem(token: string, now: number): SignInRole | undefined;
}

const LIFETIME_MS = 10 * 60_000;

export function createSignInLinks(newToken: () => string): SignInLinks {
  const linksByHash = new Map<string, { role: SignInRole; expiresAt: number }>();
  return {
    mint(role, now) {
      for (const [hash, { expiresAt }] of linksByHash) if (expiresAt <= now) linksByHash.delete(hash);
      const token = newToken();
      const expiresAt = now + LIFETIME_MS;
      linksByHash.set(hashSecret(token), { role, expiresAt });
      return { token, expiresAt };
    },
    redeem(token, now) {
      const hash = hashSecret(token);
      const link = linksByHash.get(hash);
      linksByHash.delete(hash);
      return link !== undefined && now < link.expiresAt ? link.role : undefined;
    },
  };
}
