import type { DeliveryStatus, LiveTopic } from '../../contract/index.ts';
import type { Ledger } from './ledger.ts';

/** Who hears of writes, each once it is on disk. Must not throw, and must cost little: it is called for every write. */
export interface LedgerWatcher {
  /** Something of a topic was added, changed or removed; without an id any of it. */
  changed: (topic: LiveTopic, id?: string) => void;
  /** Live deliveries came to an end without a try: as they were put on record, by a throttle, or because somebody cancelled them. */
  ended: (status: DeliveryStatus, count: number) => void;
  sessionEnded: (tokenHash: string) => void;
}

/** The same ledger, whose writes a watcher hears of: whatever the implementation, and whoever writes. */
export function watchLedger(ledger: Ledger, watcher: LedgerWatcher): Ledger {
  const { changed, ended } = watcher;
  const { events, deliveries, backfills, triggerStates, samples, inbox, sessions, audit, queue } = ledger;

  /** Tells of one delivery when the write took. */
  const tellOf = async <R>(id: string, written: Promise<R>): Promise<R> => {
    const result = await written;
    if (result !== 'stale' && result !== 'not-found' && result !== 'not-possible') changed('deliveries', id);
    return result;
  };
  const tell = async <R>(topic: LiveTopic, id: string | undefined, written: Promise<R>): Promise<R> => {
    const result = await written;
    changed(topic, id);
    return result;
  };

  return {
    ...ledger,
    events: {
      ...events,
      accept: async (event, taken) => {
        const result = await events.accept(event, taken);
        if (result.kind === 'duplicate') return result;
        if (event.kind === 'live') changed('events', event.id);
        for (const { id, status } of taken) {
          changed('deliveries', id);
          if (event.kind === 'live' && status !== 'scheduled') ended(status, 1);
        }
        for (const id of result.throttled) changed('deliveries', id);
        if (result.throttled.length > 0) ended('throttled', result.throttled.length);
        return result;
      },
    },
    deliveries: {
      ...deliveries,
      startAttempt: (id, ...rest) => tellOf(id, deliveries.startAttempt(id, ...rest)),
      finishAttempt: (id, ...rest) => tellOf(id, deliveries.finishAttempt(id, ...rest)),
      settle: (id, ...rest) => tellOf(id, deliveries.settle(id, ...rest)),
      retry: (id, ...rest) => tellOf(id, deliveries.retry(id, ...rest)),
      cancel: async (id, ...rest) => {
        const result = await tellOf(id, deliveries.cancel(id, ...rest));
        if (result === 'ok') ended('cancelled', 1);
        return result;
      },
      cancelOfTrigger: async (triggerId, ...rest) => {
        const count = await deliveries.cancelOfTrigger(triggerId, ...rest);
        if (count > 0) {
          changed('deliveries');
          ended('cancelled', count);
        }
        return count;
      },
    },
    backfills: { ...backfills, advance: (...step) => tell('deliveries', undefined, backfills.advance(...step)) },
    triggerStates: {
      ...triggerStates,
      pause: (id, ...rest) => tell('triggers', id, triggerStates.pause(id, ...rest)),
      resume: (id) => tell('triggers', id, triggerStates.resume(id)),
      recordTest: (id, ...rest) => tell('triggers', id, triggerStates.recordTest(id, ...rest)),
    },
    samples: {
      ...samples,
      put: (sample) => tell('samples', sample.id, samples.put(sample)),
      delete: (id) => tell('samples', id, samples.delete(id)),
    },
    inbox: {
      ...inbox,
      add: (message) => tell('inbox', message.id, inbox.add(message)),
      clear: (name) => tell('inbox', undefined, inbox.clear(name)),
    },
    sessions: {
      ...sessions,
      add: (session) => tell('sessions', session.id, sessions.add(session)),
      delete: async (tokenHash) => {
        await sessions.delete(tokenHash);
        watcher.sessionEnded(tokenHash);
        changed('sessions');
      },
    },
    audit: { ...audit, add: (entry) => tell('audit', undefined, audit.add(entry)) },
    queue: {
      ...queue,
      claim: async (query) => {
        const claims = await queue.claim(query);
        for (const { delivery } of claims) changed('deliveries', delivery.id);
        return claims;
      },
    },
  };
}
