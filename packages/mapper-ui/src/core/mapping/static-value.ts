import type { Scalar } from '@postmap/engine';

/** What was typed as a value: a number, `true`, `false`, `null` or quoted text as JSON has them; anything else is the text itself. */
export function readStatic(typed: string): Scalar {
  const text = typed.trim();
  if (!/^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|".*")$/s.test(text)) return typed;
  try {
    const value: unknown = JSON.parse(text);
    return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : typed;
  } catch {
    return typed;
  }
}

/** A value as it is typed: text without quotes unless it would then read as something else. */
export function writeStaticText(value: Scalar | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  return readStatic(value) === value ? value : JSON.stringify(value);
}
