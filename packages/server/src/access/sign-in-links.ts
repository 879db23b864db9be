import { hashSecret } from './access-keys.ts';

/** Links that sign in once; kept in memory only, so a restart ends them. */
export interface SignInLinks {
  /** Makes a token that {@link SignInLinks.redeem} takes once, until `expiresAt` (UTC milliseconds). */
  mint(now: number): { token: string; expiresAt: number };
  redeem(token: string, now: number): boolean;
}

const LIFETIME_MS = 10 * 60_000;

export function createSignInLinks(newToken: () => string): SignInLinks {
  const expiryByHash = new Map<string, number>();
  return {
    mint(now) {
      for (const [hash, expiresAt] of expiryByHash) if (expiresAt <= now) expiryByHash.delete(hash);
      const token = newToken();
      const expiresAt = now + LIFETIME_MS;
      expiryByHash.set(hashSecret(token), expiresAt);
      return { token, expiresAt };
    },
    redeem(token, now) {
      const hash = hashSecret(token);
      const expiresAt = expiryByHash.get(hash);
      expiryByHash.delete(hash);
      return expiresAt !== undefined && now < expiresAt;
    },
  };
}
