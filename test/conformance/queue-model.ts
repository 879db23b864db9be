import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import type { LedgerFixture } from './ledger-port.ts';
import { newDelivery, newEvent, newFinish, newStart, NOON, toExhausted, toRetrying, toSucceeded } from './records.ts';

const LEASE_MS = 100;

/** What a delivery must look like; the whole truth of queue and deliveries, without a database. */
interface ModelDelivery {
  id: string;
  status: string;
  nextAttemptAt: number | null;
  attemptCount: number;
  revision: number;
  interrupted: boolean;
  /** Index of the claim that holds it. */
  holder: number | null;
  leaseUntil: number;
  /** Its line; deliveries of the model stand in the order of their events. */
  key: string | null;
  blockAfterMs: number | null;
  /** 0 once the block time is over. */
  blocksUntil: number | null;
  attempts: { outcome: string; claim: number }[];
}
interface Model {
  now: number;
  deliveries: ModelDelivery[];
  claims: { delivery: ModelDelivery }[];
}
interface Real {
  fixture: LedgerFixture;
  ledger: Ledger;
  tokens: string[];
}
type Command = fc.AsyncCommand<Model, Real>;

const waiting = (delivery: ModelDelivery): string => (delivery.attemptCount === 0 ? 'scheduled' : 'retrying');
const openAttempt = (delivery: ModelDelivery, claim: number | null) =>
  delivery.attempts.find((attempt) => attempt.outcome === 'in-progress' && attempt.claim === claim);
const unfinished = ['scheduled', 'retrying', 'sending'];
const isWaiting = ({ status }: ModelDelivery): boolean => status === 'scheduled' || status === 'retrying';

/** Waits because one of its line that stands before it has not ended, and its block time is not over. */
function isHeld(model: Model, delivery: ModelDelivery): boolean {
  if (delivery.key === null || !isWaiting(delivery)) return false;
  return model.deliveries
    .slice(0, model.deliveries.indexOf(delivery))
    .some(({ key, status, blocksUntil }) => key === delivery.key && unfinished.includes(status) && blocksUntil !== 0);
}

const isDue = (model: Model, delivery: ModelDelivery): boolean =>
  isWaiting(delivery) && !isHeld(model, delivery) && (delivery.nextAttemptAt ?? Infinity) <= model.now;

/** One that has to wait again has its whole block time before it when its turn comes. */
function forgetBlocks(model: Model): void {
  for (const delivery of model.deliveries) if (isHeld(model, delivery)) delivery.blocksUntil = null;
}

function endLease(delivery: ModelDelivery, now: number): void {
  const open = openAttempt(delivery, delivery.holder);
  if (open) {
    open.outcome = 'interrupted';
    delivery.interrupted = true;
  }
  Object.assign(delivery, { status: waiting(delivery), nextAttemptAt: now, holder: null });
}

async function expectSame(model: Model, { ledger }: Real): Promise<void> {
  forgetBlocks(model);
  for (const delivery of model.deliveries) {
    const real = await ledger.deliveries.get(delivery.id);
    const ended = !unfinished.includes(delivery.status);
    if (ended) delivery.blocksUntil = null;
    expect(real).toMatchObject({
      status: delivery.status,
      nextAttemptAt: delivery.status === 'sending' ? null : delivery.nextAttemptAt,
      attemptCount: delivery.attemptCount,
      revision: delivery.revision,
    });
    expect(real?.heldBy !== null).toBe(isHeld(model, delivery));
    expect(real?.finishedAt !== null).toBe(ended);
    expect(real?.rendered === null).toBe(delivery.attemptCount === 0);
    const attempts = await ledger.deliveries.listAttempts(delivery.id);
    expect(attempts.map(({ number, outcome }) => [number, outcome])).toEqual(
      delivery.attempts.map(({ outcome }, index) => [index + 1, outcome]),
    );
  }
  const dueTimes = model.deliveries.flatMap((delivery) => {
    const blocks = delivery.blocksUntil === null || delivery.blocksUntil === 0 ? [] : [delivery.blocksUntil];
    if (delivery.status === 'sending') return [delivery.leaseUntil, ...blocks];
    return delivery.nextAttemptAt === null || isHeld(model, delivery) ? blocks : [delivery.nextAttemptAt, ...blocks];
  });
  expect(await ledger.queue.nextDueAt([])).toBe(dueTimes.length === 0 ? null : Math.min(...dueTimes));
}

function command(
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Command {
  return {
    check,
    run: async (model, real) => {
      await run(model, real);
      await expectSame(model, real);
    },
    toString: () => name,
  };
}

const always = (): boolean => true;
const hasDeliveries = (model: Model): boolean => model.deliveries.length > 0;
const hasClaims = (model: Model): boolean => model.claims.length > 0;

/** A claim of the model with the real token, fresh or long stale. */
function pickClaim(model: Model, real: Real, pick: number) {
  const index = pick % model.claims.length;
  const { delivery } = model.claims[index]!;
  return { index, delivery, token: real.tokens[index]!, holds: delivery.holder === index };
}

const accept = (delay: number, key: string | null, blockAfterMs: number | null): Command =>
  command(`accept(${delay}, ${key}, ${blockAfterMs})`, always, async (model, { ledger }) => {
    const event = newEvent({ receivedAt: model.now });
    const record = newDelivery(event, {
      nextAttemptAt: model.now + delay,
      ...(key === null ? {} : { order: { key, blockAfterMs } }),
    });
    await ledger.events.accept(event, [record]);
    model.deliveries.push({
      id: record.id,
      status: 'scheduled',
      nextAttemptAt: record.nextAttemptAt,
      attemptCount: 0,
      revision: 1,
      interrupted: false,
      holder: null,
      leaseUntil: 0,
      key,
      blockAfterMs: key === null ? null : blockAfterMs,
      blocksUntil: null,
      attempts: [],
    });
  });

const claim = (limit: number): Command =>
  command(`claim(${limit})`, always, async (model, real) => {
    for (const delivery of model.deliveries) {
      if (delivery.status === 'sending' && delivery.leaseUntil <= model.now) endLease(delivery, model.now);
    }
    forgetBlocks(model);
    for (const delivery of model.deliveries)
      if (delivery.blocksUntil !== null && delivery.blocksUntil <= model.now) delivery.blocksUntil = 0;
    const due = model.deliveries
      .filter((delivery) => isDue(model, delivery))
      .toSorted((a, b) => a.nextAttemptAt! - b.nextAttemptAt! || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
    const claims = await real.ledger.queue.claim({ now: model.now, limit, leaseMs: LEASE_MS, exceptTriggerIds: [] });
    expect(claims.map(({ delivery, recovered }) => [delivery.id, recovered])).toEqual(
      due.map(({ id, interrupted }) => [id, interrupted]),
    );
    due.forEach((delivery, index) => {
      Object.assign(delivery, { status: 'sending', holder: model.claims.length, leaseUntil: model.now + LEASE_MS });
      if (delivery.blockAfterMs !== null) delivery.blocksUntil ??= model.now + delivery.blockAfterMs;
      model.claims.push({ delivery });
      real.tokens.push(claims[index]!.leaseToken);
    });
  });

const start = (pick: number): Command =>
  command(`start(${pick})`, hasClaims, async (model, real) => {
    const { index, delivery, token, holds } = pickClaim(model, real, pick);
    if (holds && openAttempt(delivery, index)) return;
    const answer = await real.ledger.deliveries.startAttempt(delivery.id, token, newStart({ startedAt: model.now }));
    expect(answer).toBe(holds ? delivery.attemptCount + 1 : 'stale');
    if (!holds) return;
    delivery.attemptCount += 1;
    delivery.interrupted = false;
    delivery.attempts.push({ outcome: 'in-progress', claim: index });
  });

const finish = (pick: number, end: 'succeeded' | 'retrying' | 'exhausted'): Command =>
  command(`finish(${pick}, ${end})`, hasClaims, async (model, real) => {
    const { index, delivery, token, holds } = pickClaim(model, real, pick);
    const number = delivery.attempts.findLastIndex((attempt) => attempt.claim === index) + 1;
    const open = openAttempt(delivery, index);
    const outcome = end === 'succeeded' ? 'succeeded' : 'failed';
    const next = { succeeded: toSucceeded, exhausted: toExhausted, retrying: toRetrying(model.now + 50) }[end];
    const answer = await real.ledger.deliveries.finishAttempt(
      delivery.id,
      token,
      number,
      newFinish(outcome, model.now),
      next,
    );
    expect(answer).toBe(holds && open ? 'ok' : 'stale');
    if (!open) return;
    open.outcome = outcome;
    if (holds)
      Object.assign(delivery, { status: end, nextAttemptAt: next.nextAttemptAt, holder: null, interrupted: false });
  });

const release = (pick: number): Command =>
  command(`release(${pick})`, hasClaims, async (model, real) => {
    const { index, delivery, token, holds } = pickClaim(model, real, pick);
    await real.ledger.queue.release(delivery.id, token);
    if (holds && !openAttempt(delivery, index)) Object.assign(delivery, { status: waiting(delivery), holder: null });
  });

const settle = (pick: number): Command =>
  command(`settle(${pick})`, hasClaims, async (model, real) => {
    const { index, delivery, token, holds } = pickClaim(model, real, pick);
    if (openAttempt(delivery, index)) return;
    const next = { status: 'failed-to-render', reason: 'r', nextAttemptAt: null } as const;
    expect(await real.ledger.deliveries.settle(delivery.id, token, next, model.now)).toBe(holds ? 'ok' : 'stale');
    if (holds)
      Object.assign(delivery, { status: 'failed-to-render', nextAttemptAt: null, holder: null, interrupted: false });
  });

const cancel = (pick: number): Command =>
  command(`cancel(${pick})`, hasDeliveries, async (model, { ledger }) => {
    const delivery = model.deliveries[pick % model.deliveries.length]!;
    const possible = ['scheduled', 'sending', 'retrying'].includes(delivery.status);
    expect(await ledger.deliveries.cancel(delivery.id, 'r', model.now)).toBe(possible ? 'ok' : 'not-possible');
    if (possible)
      Object.assign(delivery, { status: 'cancelled', nextAttemptAt: null, holder: null, interrupted: false });
  });

const retry = (pick: number, revision: number): Command =>
  command(`retry(${pick}, ${revision})`, hasDeliveries, async (model, { ledger }) => {
    const delivery = model.deliveries[pick % model.deliveries.length]!;
    const possible = ['exhausted', 'cancelled', 'failed-to-render', 'retrying'].includes(delivery.status);
    expect(await ledger.deliveries.retry(delivery.id, model.now, { templateId: 'tpl_1', revision })).toBe(
      possible ? 'ok' : 'not-possible',
    );
    if (!possible) return;
    if (delivery.status === 'failed-to-render' && delivery.attemptCount === 0) delivery.revision = revision;
    Object.assign(delivery, { status: waiting(delivery), nextAttemptAt: model.now, interrupted: false });
  });

const advance = (ms: number): Command =>
  command(`advance(${ms})`, always, async (model) => {
    model.now += ms;
  });

const restart = (): Command =>
  command('restart', always, async (model, real) => {
    await real.ledger.close();
    real.ledger = await real.fixture.open();
    const held = model.deliveries.filter(({ status }) => status === 'sending');
    expect(await real.ledger.queue.recoverAll(model.now)).toBe(held.length);
    for (const delivery of held) endLease(delivery, model.now);
    for (const delivery of model.deliveries) {
      for (const attempt of delivery.attempts) if (attempt.outcome === 'in-progress') attempt.outcome = 'interrupted';
    }
  });

/** Random histories of accepting, sending, crashing, cancelling and retrying, each step compared with the model. */
export function describeQueueModel(name: string, create: () => Promise<LedgerFixture>): void {
  describe(`queue model: ${name}`, () => {
    it('does what the model does', { timeout: 60_000 }, async () => {
      const pick = fc.nat(7);
      const commands = fc.commands(
        [
          fc
            .tuple(fc.constantFrom(0, 0, 30), fc.constantFrom(null, 'a', 'a', 'b'), fc.constantFrom(null, 60))
            .map((args) => accept(...args)),
          fc.integer({ min: 1, max: 3 }).map(claim),
          fc.integer({ min: 1, max: 3 }).map(claim),
          pick.map(start),
          pick.map(start),
          fc.tuple(pick, fc.constantFrom('succeeded', 'retrying', 'exhausted')).map((args) => finish(...args)),
          pick.map(release),
          pick.map(settle),
          pick.map(cancel),
          fc.tuple(pick, fc.integer({ min: 2, max: 4 })).map((args) => retry(...args)),
          fc.constantFrom(1, 50, LEASE_MS).map(advance),
          fc.constant(null).map(restart),
        ],
        { maxCommands: 60, size: 'max' },
      );
      const outcome = await fc.check(
        fc.asyncProperty(commands, async (history) => {
          const fixture = await create();
          const real: Real = { fixture, ledger: await fixture.open(), tokens: [] };
          try {
            await fc.asyncModelRun(() => ({ model: { now: NOON, deliveries: [], claims: [] }, real }), history);
          } finally {
            await real.ledger.close();
            await fixture.dispose();
          }
        }),
        // On a busy machine, and while a failure is made smaller, it ends before the test's own time, which would leave it running.
        { numRuns: 60, interruptAfterTimeLimit: 40_000 },
      );
      expect(fc.defaultReportMessage(outcome) ?? 'all as the model').toBe('all as the model');
    });
  });
}
