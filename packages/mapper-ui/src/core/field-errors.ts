/** What a server says is wrong, by JSON path such as `routes[0].events`. */
export interface FieldErrors {
  /** Whether there is any. */
  any: boolean;
  /** The first message at exactly this path. */
  at: (path: string) => string | undefined;
  /** The first message at this path or anywhere below it. */
  within: (path: string) => string | undefined;
  /** Messages at no path that `at` or `within` of the given ones would show: these belong above the form. */
  rest: (shown: readonly string[]) => string[];
}

interface PlacedError {
  path: string;
  message: string;
}

export function mapFieldErrors(errors: readonly PlacedError[]): FieldErrors {
  return {
    any: errors.length > 0,
    at: (path) => errors.find((error) => error.path === path)?.message,
    within: (path) => errors.find((error) => isWithin(error.path, path))?.message,
    rest: (shown) =>
      errors
        .filter((error) => !shown.some((path) => isWithin(error.path, path)))
        .map((error) => (error.path === '' ? error.message : `${error.path}: ${error.message}`)),
  };
}

/** Leaves out what is at or below any of these paths. */
export function dropWithin<E extends PlacedError>(errors: readonly E[], paths: readonly string[]): E[] {
  return errors.filter((error) => !paths.some((path) => isWithin(error.path, path)));
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
}
