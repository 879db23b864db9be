import { expect, test } from 'vitest';
import { createLiveChanges } from './live-changes.ts';
import type { ChangeListener, LiveChanges } from './live-changes.ts';

const LONG_MS = 10_000;

function listen(changes: LiveChanges, session: string | null = null): ChangeListener {
  const listener = changes.listen(session);
  if (typeof listener === 'string') throw new Error(listener);
  return listener;
}

test('a change that comes while a client waits is told at once', async () => {
  const changes = createLiveChanges(Date.now);
  const heard = listen(changes).next(LONG_MS);
  changes.publish('deliveries', 'dlv_1');
  expect(await heard).toEqual({ kind: 'changes', number: 1, changes: [{ topic: 'deliveries', ids: ['dlv_1'] }] });
});

test('what changes between two messages comes together, a quarter of a second later', async () => {
  const changes = createLiveChanges(Date.now);
  const listener = listen(changes);
  changes.publish('events', 'evt_1');
  await listener.next(LONG_MS);
  const since = performance.now();
  for (let count = 0; count < 1_000; count++) changes.publish('deliveries', `dlv_${count}`);
  changes.publish('inbox');
  expect(await listener.next(LONG_MS)).toEqual({
    kind: 'changes',
    number: 1_002,
    changes: [{ topic: 'deliveries' }, { topic: 'inbox' }],
  });
  expect(performance.now() - since).toBeGreaterThan(200);
});

test('every client hears of every change', async () => {
  const changes = createLiveChanges(Date.now);
  const listeners = [listen(changes), listen(changes)];
  changes.publish('keys');
  const heard = await Promise.all(listeners.map((listener) => listener.next(LONG_MS)));
  expect(heard).toEqual([1, 2].map(() => ({ kind: 'changes', number: 1, changes: [{ topic: 'keys' }] })));
});

test('without changes it is quiet', async () => {
  expect(await listen(createLiveChanges(Date.now)).next(5)).toEqual({ kind: 'quiet' });
});

test('the end of a session, of a place and of the server is told at once, also in a pause between messages', async () => {
  const changes = createLiveChanges(Date.now);
  const mine = listen(changes, 'mine');
  const other = listen(changes, 'other');
  const waiting = mine.next(LONG_MS);
  changes.endSession('mine');
  expect(await waiting).toEqual({ kind: 'ended' });
  expect(await mine.next(LONG_MS)).toEqual({ kind: 'ended' });
  changes.publish('keys');
  await other.next(LONG_MS);
  changes.publish('keys');
  const pausing = other.next(LONG_MS);
  changes.close();
  expect(await pausing).toEqual({ kind: 'ended' });
  expect(changes.listen(null)).toBe('closed');
});

test('there are only so many places, and one that ends is free again', () => {
  const changes = createLiveChanges(Date.now, 2);
  const first = listen(changes);
  listen(changes);
  expect(changes.listen(null)).toBe('full');
  first.end();
  expect(changes.listen(null)).toBeTypeOf('object');
});

test('changes are numbered, and each topic has the number of its newest', () => {
  const changes = createLiveChanges(() => 36);
  expect([changes.mark(), changes.standing()]).toEqual(['10.0', { run: '10', number: 0, topics: {} }]);
  for (const topic of ['events', 'deliveries', 'events'] as const) changes.publish(topic);
  expect(changes.mark()).toBe('10.3');
  expect(changes.standing()).toEqual({ run: '10', number: 3, topics: { events: 3, deliveries: 2 } });
});
