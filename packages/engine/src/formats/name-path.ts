/** A place in the output, named for people: the dotted path in backquotes. */
export function namePath(path: string): string {
  return path === '' ? 'the output' : `\`${path}\``;
}

export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
