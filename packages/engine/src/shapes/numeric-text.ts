import type { Shape } from './shape.ts';

/** Whether text of that shape can be read as numbers, as far as its examples tell. */
export function isNumericText({ examples }: Shape): boolean {
  return examples.every(
    (value) => typeof value !== 'string' || (value.trim() !== '' && Number.isFinite(Number(value))),
  );
}
