/** What the process ends with. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2, noServer: 3 } as const;

/** As help and docs say it. */
export const EXIT_CODES_TEXT =
  '0 done, 1 something failed or was found, 2 wrong use (arguments, settings, files that are not there), 3 no server answers';
