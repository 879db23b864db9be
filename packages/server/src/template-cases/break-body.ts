import type { Format } from '@postmap/engine';

/**
 * Two bodies in lines that a person can compare. Formats that are sent without line breaks are broken where their parts end, unless one of
 * the bodies cannot be.
 */
export function breakBodies(one: string, other: string, format: Format): [string[], string[]] {
  const breakUp = BREAKERS[format];
  const [brokenOne, brokenOther] = [breakUp?.(one), breakUp?.(other)];
  return brokenOne === undefined || brokenOther === undefined
    ? [one.split('\n'), other.split('\n')]
    : [brokenOne.split('\n'), brokenOther.split('\n')];
}

/** Undefined for what has line breaks of its own, but at its end, or is not in the format. */
const BREAKERS: Partial<Record<Format, (body: string) => string | undefined>> = {
  json: indentJson,
  form: (body) => body.replaceAll('&', '\n&'),
  query: (body) => body.replaceAll('&', '\n&'),
  xml: (body) => (isOneLine(body) ? body.replaceAll('><', '>\n<') : undefined),
};

function indentJson(body: string): string | undefined {
  if (!isOneLine(body)) return undefined;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return undefined;
  }
}

function isOneLine(body: string): boolean {
  return !body.trimEnd().includes('\n');
}
