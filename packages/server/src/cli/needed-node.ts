/** The oldest Node that Postmap runs on, by its major version. */
export const NEEDED_NODE = 24;

/** @param version as `process.version` gives it */
export function isNewEnough(version: string): boolean {
  return Number(/^v?(\d+)/.exec(version)?.[1]) >= NEEDED_NODE;
}
