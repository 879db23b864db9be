import type { Logger } from 'pino';
import type { Claim, Queue } from '../queue/queue.ts';

interface LeaseKeeper {
  queue: Pick<Queue, 'extend'>;
  now: () => number;
  leaseMs: number;
  log: Pick<Logger, 'warn'>;
}

/**
 * Runs `work` with the claim's lease renewed every third of its length, and answers when the lease last began. A render may wait longer behind
 * slow ones than a lease lasts: claimed again meanwhile, it would be rendered over and over and never end.
 */
export async function keepLease<T>(
  { queue, now, leaseMs, log }: LeaseKeeper,
  { delivery, leaseToken }: { delivery: Pick<Claim['delivery'], 'id'>; leaseToken: string },
  claimedAt: number,
  work: () => Promise<T>,
): Promise<{ result: T; heldSince: number }> {
  let heldSince = claimedAt;
  const renew = async (): Promise<void> => {
    const at = now();
    try {
      if ((await queue.extend(delivery.id, leaseToken, at + leaseMs)) === 'ok') heldSince = at;
    } catch (error) {
      log.warn({ err: error, deliveryId: delivery.id }, 'a lease could not be renewed');
    }
  };
  const timer = setInterval(() => void renew(), leaseMs / 3);
  try {
    const result = await work();
    return { result, heldSince };
  } finally {
    clearInterval(timer);
  }
}
