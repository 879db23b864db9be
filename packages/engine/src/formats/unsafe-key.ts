import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { namePath } from './name-path.ts';

/** The keys that a careless merge at the receiver follows into a prototype; a plain `constructor` field is fine. */
export function isUnsafeKey(key: string, value: unknown): boolean {
  if (key === '__proto__') return true;
  return key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');
}

export function diagnoseUnsafeKey(path: string): Diagnostic {
  return diagnose('unsafe-key', `${namePath(path)} is left out: such a key can change prototypes at the receiver`);
}
