interface NamedProblem {
  readonly code: string;
  readonly message: string;
  readonly span?: { readonly start: number; readonly end: number };
}

/** The same problem has the same name in the list, in the text and beside the output. */
export function nameProblem({ code, message, span }: NamedProblem): string {
  return `${code} ${span?.start ?? ''}-${span?.end ?? ''} ${message}`;
}

/** What was found first counts: the rest without what is among it already. */
export function joinProblems<T extends NamedProblem>(first: readonly T[], rest: readonly T[]): T[] {
  const known = new Set(first.map(nameProblem));
  return [...first, ...rest.filter((problem) => !known.has(nameProblem(problem)))];
}
