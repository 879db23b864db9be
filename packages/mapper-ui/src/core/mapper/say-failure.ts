import type { Diagnostic } from '@postmap/engine';

/** Why nothing was rendered: the first error, as warnings may be found besides. */
export function sayFailure({
  diagnostics,
}: {
  readonly diagnostics: readonly Pick<Diagnostic, 'severity' | 'message'>[];
}): string {
  return diagnostics.find(({ severity }) => severity === 'error')?.message ?? 'Rendering failed';
}
