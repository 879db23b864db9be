import type { TargetKind } from '@postmap/engine';

/** What was pasted, guessed from what it has in it. */
export function guessTargetKind(text: string): TargetKind | undefined {
  if (/"(openapi|swagger)"\s*:/.test(text)) return 'openapi';
  if (/"\$schema"\s*:|"type"\s*:\s*"(object|array)"/.test(text)) return 'schema';
  return undefined;
}
