/** What is in the URL after `?`, by name. Only strings: a link stays readable and can be typed. */
export type SearchText = Readonly<Record<string, unknown>>;

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Leaves out what is absent or empty; keeps `,`, `:` and `/` readable, which RFC 3986 allows in a query. */
export function stringifySearch(search: SearchText): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') parameters.set(name, value);
  }
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** Keeps the named parameters that are non-empty strings. */
export function pickSearch<N extends string>(search: SearchText, names: readonly N[]): Partial<Record<N, string>> {
  const picked: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') picked[name] = value;
  }
  return picked;
}

/** The one of `choices` that `value` is, else the first. */
export function pickOne<T extends string>(choices: readonly [T, ...T[]], value: string | undefined): T {
  return choices.find((choice) => choice === value) ?? choices[0];
}

/** A path within this page to go back to; anything that could leave the page is refused. */
export function pickBackPath(value: string | undefined): string | undefined {
  return value !== undefined && /^\/(?![/\\])/.test(value) ? value : undefined;
}
