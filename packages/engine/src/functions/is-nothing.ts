/** What counts as absent to the functions: undefined, null and empty text. */
export function isNothing(value: unknown): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}
