const STEP = '(?:[A-Za-z_$][\\w$]*|`[^`]*`)';
const TEXT = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'`;
const TEXT_OR_PATH = new RegExp(`${TEXT}|${STEP}(?:\\s*\\.\\s*${STEP})+(?![\\w$]|\\s*\\()`, 'g');

/**
 * An expression for a narrow place: of its paths only the last `steps` names, on one line. Text in quotes stays. It is for reading only: what it
 * leaves out is in the template.
 */
export function shortenPaths(expression: string, steps = 1): string {
  return expression
    .replaceAll(TEXT_OR_PATH, (found) =>
      /^["']/.test(found)
        ? found
        : found
            .split(/\s*\.\s*/)
            .slice(-steps)
            .join('.'),
    )
    .replaceAll(/\s+/g, ' ');
}
