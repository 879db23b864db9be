import type { Attempt } from '../contract/index.ts';

/**
 * The recipients who do not have the email yet, by what the mail server said in earlier tries: it is sent again to them only. A try without an
 * answer tells nothing, so everybody who was left before it is left after it.
 */
export function listRemaining(recipients: readonly string[], attempts: readonly Attempt[]): string[] {
  const taken = new Set(
    attempts
      .flatMap(({ response }) => response?.headers ?? [])
      .filter(([name]) => name === 'accepted')
      .map(([, address]) => address.toLowerCase()),
  );
  return recipients.filter((address) => !taken.has(address.toLowerCase()));
}
