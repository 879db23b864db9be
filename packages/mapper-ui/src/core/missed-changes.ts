import type { Change, StreamBegin } from '@postmap/server/contract';
import { EVERYTHING, readTopic } from './live-queries.ts';

/**
 * Finds what changed without being told: between the answers that were read while no stream was open, and its beginning. Changes are numbered
 * from the start of a server, its `run`; see `CHANGES_HEADER` of the contract.
 */
export interface MissedChanges {
  /** An answer came, with its mark. Gives what changed after it and before the stream that is open began. */
  answered(mark: string): Change[];
  /** A stream began. Gives what changed since the oldest answer that no stream has told of. */
  began(begin: StreamBegin): Change[];
  /** The stream has told of every change up to this number. */
  told(number: number): void;
  broke(): void;
}

export function createMissedChanges(): MissedChanges {
  /** Null while no stream is open. */
  let open: StreamBegin | null = null;
  /** Everything that was read takes in, or was told of, the changes up to this one; null when nothing was read. */
  let covered: { run: string; number: number } | null = null;
  return {
    answered(text) {
      const mark = readMark(text);
      if (mark === null) return [];
      // An answer of another run: this stream is about to break, and the next one begins in that run.
      if (open !== null) return mark.run === open.run ? listSince(open, mark.number) : [];
      if (covered === null) covered = mark;
      // What was read of the run before stays the oldest: its numbers compare with nothing that follows.
      else if (covered.run === mark.run) covered = { ...mark, number: Math.min(covered.number, mark.number) };
      return [];
    },
    began(begin) {
      const missed =
        covered === null ? [] : covered.run === begin.run ? listSince(begin, covered.number) : [...EVERYTHING];
      open = begin;
      covered = { run: begin.run, number: begin.number };
      return missed;
    },
    told(number) {
      if (covered !== null) covered = { ...covered, number };
    },
    broke() {
      open = null;
    },
  };
}

/** What the first message of a stream says; null when it is not what the contract says. */
export function readBegin(text: string): StreamBegin | null {
  const message: unknown = JSON.parse(text);
  if (typeof message !== 'object' || message === null) return null;
  if (!('run' in message) || !('number' in message) || !('topics' in message)) return null;
  const { run, number, topics } = message;
  if (typeof run !== 'string' || typeof number !== 'number' || typeof topics !== 'object' || topics === null)
    return null;
  const newest = Object.entries(topics).flatMap(([name, newestNumber]) => {
    const topic = readTopic(name);
    return topic === null || typeof newestNumber !== 'number' ? [] : [[topic, newestNumber] as const];
  });
  return { run, number, topics: Object.fromEntries(newest) };
}

function listSince({ topics }: StreamBegin, number: number): Change[] {
  return EVERYTHING.filter(({ topic }) => (topics[topic] ?? 0) > number);
}

function readMark(text: string): { run: string; number: number } | null {
  const [, run, number] = /^(\w+)\.(\d+)$/.exec(text) ?? [];
  return run === undefined || number === undefined ? null : { run, number: Number(number) };
}
