/** What one render may use. Anything left out takes its value from `DEFAULT_BUDGET`. */
export interface Budget {
  /** Wall time in milliseconds. */
  ms?: number;
  /**
   * JSONata evaluations that are open at once: nested ones, and all fields of one object together, as the package evaluates
   * them side by side. 10,000 levels of a recursion without an end take 70 ms and 56 MB.
   */
  depth?: number;
  /** Items of one JSONata sequence; iterations of all `{{#each}}` together; calls of partials. */
  items?: number;
  /** UTF-8 bytes of the rendered body. */
  outputBytes?: number;
  /** UTF-8 bytes of the template source, and of that of each partial; all together may have four times as many. */
  sourceBytes?: number;
}

export const DEFAULT_BUDGET: Required<Budget> = {
  ms: 1000,
  depth: 10_000,
  items: 100_000,
  outputBytes: 1024 * 1024,
  sourceBytes: 64 * 1024,
};

export function completeBudget(budget: Budget = {}): Required<Budget> {
  return { ...DEFAULT_BUDGET, ...budget };
}
