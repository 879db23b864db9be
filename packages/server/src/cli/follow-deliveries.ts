import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { deliveryDetailSchema } from '../contract/index.ts';
import type { Accepted, DeliveryStatus } from '../contract/index.ts';
import type { ServerClient } from './server-client.ts';

/** What is told of a delivery that is followed. */
const followedSchema = deliveryDetailSchema
  .pick({ id: true, triggerId: true, triggerName: true, status: true, reason: true, nextAttemptAt: true })
  .extend({
    attempts: z.array(
      deliveryDetailSchema.shape.attempts.element.pick({
        number: true,
        outcome: true,
        summary: true,
        durationMs: true,
      }),
    ),
  });
export type FollowedDelivery = z.infer<typeof followedSchema>;

const OPEN: ReadonlySet<DeliveryStatus> = new Set(['scheduled', 'sending', 'retrying']);
const POLL_MS = 200;

/** Whether nothing more will happen to it by itself. */
export function isOver({ status }: Pick<FollowedDelivery, 'status'>): boolean {
  return !OPEN.has(status);
}

/**
 * Asks after the deliveries of an event until all are over or the time is up, and answers with them as they stand then. `onChange` hears
 * of a delivery whenever it has another status or another attempt.
 */
export async function followDeliveries(
  client: ServerClient,
  { deliveries }: Accepted,
  { timeoutMs, onChange }: { timeoutMs: number; onChange: (delivery: FollowedDelivery) => void },
): Promise<FollowedDelivery[]> {
  const deadline = performance.now() + timeoutMs;
  const follow = async (id: string): Promise<FollowedDelivery> => {
    for (let last = ''; ; await sleep(POLL_MS)) {
      const delivery = await client.ask(followedSchema, `/api/v1/deliveries/${encodeURIComponent(id)}`);
      const state = JSON.stringify(delivery);
      if (state !== last) onChange(delivery);
      last = state;
      if (isOver(delivery) || performance.now() > deadline) return delivery;
    }
  };
  return await Promise.all(deliveries.map(({ id }) => follow(id)));
}
