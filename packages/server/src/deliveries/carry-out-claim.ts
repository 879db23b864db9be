import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { HttpClient } from '../outbound/http-client.ts';
import type { Mailer } from '../outbound/mailer.ts';
import type { OauthTokens } from '../outbound/oauth-tokens.ts';
import type { Claim } from '../queue/queue.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { StorageUnavailable } from '../storage/storage-errors.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { testFingerprint } from '../triggers/test-fingerprint.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import type { DeliveryObserver } from './delivery-observer.ts';
import type { NextState } from './delivery-store.ts';
import { findAlert } from './find-alert.ts';
import { keepLease } from './keep-lease.ts';
import { prepareOutgoingEmail } from './outgoing-email.ts';
import { prepareOutgoingRequest } from './outgoing-request.ts';
import type { Outgoing, PreparedTry } from './outgoing.ts';
import { toNextState } from './record-attempt.ts';
import { renderDelivery } from './render-delivery.ts';
import type { RenderingResult } from './render-delivery.ts';
import { nextTry } from './retry-schedule.ts';
import type { NextTry, TryOutcome } from './retry-schedule.ts';

export interface ClaimDeps {
  ledger: Ledger;
  workspace: Pick<Workspace, 'records'>;
  pool: RenderPool;
  http: Pick<HttpClient, 'send'>;
  tokens: OauthTokens;
  mailer: Mailer;
  secretBox: Pick<SecretBox, 'open'>;
  now: () => number;
  /** Uniform in [0, 1). */
  random: () => number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  leaseMs: number;
  userAgent: string;
  /** Gives up requests under way. */
  signal: AbortSignal;
  onTriggerPaused: () => void;
  observer?: DeliveryObserver;
}

/** Left of the lease when an answer is on record at the latest. */
const LEASE_MARGIN_MS = 5000;
const STORAGE_RETRY_MS = 250;
const STORAGE_PAUSE_MS = 1000;

/**
 * Makes one try of a claimed delivery and puts what came of it on record: renders where that has not been done, writes the attempt, sends,
 * and writes the end. Every write is fenced by the lease, so a holder that is late changes nothing.
 */
export async function carryOutClaim(deps: ClaimDeps, claim: Claim, claimedAt: number): Promise<void> {
  try {
    await makeTry(deps, claim, claimedAt);
  } catch (error) {
    // Where the disk refused before anything was sent, it is due again once there is room, not when the lease ends.
    if (error instanceof StorageUnavailable) {
      // A disk may have room for a claim and none for the bytes: given back at once, it would be claimed and rendered without end.
      await pause(deps.signal);
      await persist(deps, claim, () => deps.ledger.queue.release(claim.delivery.id, claim.leaseToken));
    }
    throw error;
  }
}

async function makeTry(deps: ClaimDeps, claim: Claim, claimedAt: number): Promise<void> {
  const { ledger, workspace, now } = deps;
  const { delivery, leaseToken, recovered } = claim;
  const trigger = await workspace.records.triggers.get(delivery.triggerId);
  if (trigger === undefined) {
    const next = end('cancelled', 'The trigger was deleted');
    const written = await ledger.deliveries.settle(delivery.id, leaseToken, next, now());
    if (written === 'ok' && delivery.kind === 'live') deps.observer?.settled(delivery, next);
    return;
  }
  if (recovered) {
    const next = decideNext(deps, claim, trigger, delivery.attemptCount, { kind: 'interrupted' });
    if (next.kind === 'exhausted')
      return settle(deps, claim, trigger, withAlert(deps, claim, trigger, next, delivery.attemptCount));
  }
  const { result: rendering, heldSince } = await keepLease({ ...deps, queue: ledger.queue }, claim, claimedAt, () =>
    renderDelivery(deps, delivery, trigger),
  );
  if (rendering.kind === 'settled') return settle(deps, claim, trigger, rendering.next);
  const prepared = await prepare(deps, claim, trigger, rendering);
  if (!prepared.ok) return settle(deps, claim, trigger, prepared.next);
  const { outgoing } = prepared;
  if (deps.signal.aborted || now() - heldSince + outgoing.timeoutMs + LEASE_MARGIN_MS > deps.leaseMs) {
    // Another holder could begin the same try before this one's answer is on record.
    await ledger.queue.release(delivery.id, leaseToken);
    return;
  }
  await attempt(deps, claim, trigger, { rendering, outgoing });
}

interface Try {
  rendering: RenderingResult & { kind: 'ready' };
  outgoing: Outgoing;
}

async function attempt(
  deps: ClaimDeps,
  claim: Claim,
  trigger: TriggerRecord,
  { rendering, outgoing }: Try,
): Promise<void> {
  const { ledger, now, signal, log } = deps;
  const { delivery, leaseToken } = claim;
  const { rendered, isNew } = rendering;
  const number = await ledger.deliveries.startAttempt(delivery.id, leaseToken, {
    startedAt: now(),
    ...outgoing.shown,
    rendered: isNew === 'all' ? rendered : undefined,
    target: isNew === 'target' ? rendered.target : undefined,
  });
  if (number === 'stale') return;
  const sent = await outgoing.send(signal);
  const next = decideNext(deps, claim, trigger, number, sent.outcome);
  const finish = sent.describe(now());
  if (next.kind === 'exhausted' && next.pausesTrigger && delivery.kind === 'live') await pauseTrigger(deps, claim);
  const state = withAlert(deps, claim, trigger, next, number);
  const written = await persist(deps, claim, () =>
    ledger.deliveries.finishAttempt(delivery.id, leaseToken, number, finish, state),
  );
  log.info(
    { deliveryId: delivery.id, triggerId: trigger.id, attempt: number, code: finish.code, next: next.kind, written },
    'attempt',
  );
  if (written === 'ok') {
    logAlert(deps, claim, state);
    if (delivery.kind === 'live') deps.observer?.attempted(delivery, finish, state);
  }
  await recordTest(deps, claim, trigger, next.kind === 'succeeded');
}

async function prepare(
  deps: ClaimDeps,
  { delivery }: Claim,
  trigger: TriggerRecord,
  { rendered }: RenderingResult & { kind: 'ready' },
): Promise<PreparedTry> {
  const { destination } = trigger;
  return destination.kind === 'email'
    ? prepareOutgoingEmail(deps, delivery, destination, rendered)
    : prepareOutgoingRequest(deps, delivery.id, { trigger, destination }, rendered);
}

/** A test is tried once, whatever the trigger's policy. */
function decideNext(
  deps: ClaimDeps,
  { delivery }: Claim,
  trigger: TriggerRecord,
  attemptsStarted: number,
  outcome: TryOutcome,
): NextTry {
  const policy = delivery.kind === 'test' ? 'none' : trigger.retry;
  return nextTry({ policy, attemptsStarted, outcome, now: deps.now(), random: deps.random() });
}

/** Where the rules send a delivery, with the alert that goes with it. Tests raise none. */
function withAlert(
  { now: readNow }: ClaimDeps,
  { delivery }: Claim,
  trigger: TriggerRecord,
  next: NextTry,
  failed: number,
): NextState {
  if (delivery.kind === 'test') return toNextState(next);
  const now = readNow();
  const { firstTriedAt, alertLevels: raised } = delivery;
  const alert = findAlert({ policy: trigger.retry, next, failed, firstTriedAt: firstTriedAt ?? now, raised, now });
  return { ...toNextState(next), alert };
}

function logAlert({ log }: ClaimDeps, { delivery }: Claim, { alert }: NextState): void {
  if (alert === undefined) return;
  const { id: deliveryId, triggerId, customerId } = delivery;
  log.warn({ deliveryId, triggerId, customerId, level: alert.level, alert: alert.message }, 'delivery alert');
}

async function settle(deps: ClaimDeps, claim: Claim, trigger: TriggerRecord, next: NextState): Promise<void> {
  const { delivery, leaseToken } = claim;
  const written = await deps.ledger.deliveries.settle(delivery.id, leaseToken, next, deps.now());
  deps.log.info(
    { deliveryId: delivery.id, triggerId: trigger.id, status: next.status, reason: next.reason, written },
    'delivery settled',
  );
  if (written === 'ok') {
    logAlert(deps, claim, next);
    if (delivery.kind === 'live') deps.observer?.settled(delivery, next);
  }
  await recordTest(deps, claim, trigger, false);
}

/** Written before the attempt's end: after a crash in between, the delivery waits with the paused trigger. */
async function pauseTrigger(deps: ClaimDeps, claim: Claim): Promise<void> {
  const { triggerId } = claim.delivery;
  await persist(deps, claim, () =>
    deps.ledger.triggerStates.pause(triggerId, 'The endpoint answered 410 Gone', deps.now()),
  );
  deps.onTriggerPaused();
}

async function recordTest(
  { ledger, now }: ClaimDeps,
  { delivery }: Claim,
  trigger: TriggerRecord,
  succeeded: boolean,
): Promise<void> {
  if (delivery.kind !== 'test') return;
  const fingerprint = testFingerprint(trigger, delivery.revision);
  await ledger.triggerStates.recordTest(trigger.id, { deliveryId: delivery.id, fingerprint, succeeded, at: now() });
}

/**
 * Writes what has already happened on the network, again and again while the disk refuses it and the lease could still hold. Given up, the
 * attempt becomes `interrupted` when the lease runs out, and is made again with the same id and bytes.
 */
async function persist<T>(
  { log, leaseMs, now, signal }: ClaimDeps,
  { delivery }: Claim,
  write: () => Promise<T>,
): Promise<T> {
  const until = now() + leaseMs;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || now() > until || signal.aborted) throw error;
      log.error({ err: error, deliveryId: delivery.id }, 'what came of a try cannot be written; trying again');
      await sleep(STORAGE_RETRY_MS);
    }
  }
}

/** Ends early where requests are given up. */
async function pause(signal: AbortSignal): Promise<void> {
  try {
    await sleep(STORAGE_PAUSE_MS, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function end(status: NextState['status'], reason: string): NextState {
  return { status, reason, nextAttemptAt: null };
}
