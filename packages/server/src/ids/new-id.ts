import { encodeTime, monotonicFactory } from 'ulid';

/** Makes `<prefix>_<ULID>` ids. */
export type MakeId = (prefix: string) => string;

/**
 * Ids sort in the order they were made, also within one millisecond and when the clock steps back.
 * ULID: https://github.com/ulid/spec#monotonicity
 */
export function createIdMaker(now: () => number = Date.now): MakeId {
  const nextUlid = monotonicFactory();
  return (prefix) => `${prefix}_${nextUlid(now())}`;
}

/** Sorts before every id with this prefix that is made from `time` on, and after those made before. */
export function idBefore(prefix: string, time: number): string {
  return `${prefix}_${encodeTime(time)}`;
}
