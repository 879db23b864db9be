import { useDeferredValue } from 'react';

/** More than a window shows. */
const FIRST = 24;

/** The first of many rows where a list is drawn for the first time, and all of them right after: a page change waits for what is seen only. */
export function useFirstRows<T>(rows: readonly T[] | undefined): readonly T[] | undefined {
  return useDeferredValue(rows, rows?.slice(0, FIRST));
}
