import type { DeliveryKind, DeliveryStatus } from '../contract/index.ts';

/**
 * Where each status may go. A claim makes `sending`, and a try ends it; `sending` goes back to where it was when a claim is given up before
 * anything is sent. A person may cancel what is not finished, and retry what is: it is `scheduled` again before its first try, `retrying`
 * after it. A success is not retried: sending it again is a replay.
 */
const TRANSITIONS: Readonly<Record<DeliveryStatus, readonly DeliveryStatus[]>> = {
  scheduled: ['sending', 'cancelled', 'throttled'],
  sending: ['succeeded', 'retrying', 'exhausted', 'failed-to-render', 'cancelled', 'scheduled'],
  retrying: ['sending', 'cancelled', 'retrying'],
  exhausted: ['retrying', 'scheduled'],
  cancelled: ['retrying', 'scheduled'],
  'failed-to-render': ['retrying', 'scheduled'],
  succeeded: [],
  filtered: [],
  'held-back': [],
  throttled: [],
};

/** Whether a delivery in `from` may become `to`. */
export function canBecome(from: DeliveryStatus, to: DeliveryStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** A test is sent once: another test takes its place. */
export function canRetry({ status, kind }: { status: DeliveryStatus; kind: DeliveryKind }): boolean {
  return kind === 'live' && status !== 'sending' && canBecome(status, 'retrying');
}

export function canCancel({ status }: { status: DeliveryStatus }): boolean {
  return canBecome(status, 'cancelled');
}
