import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Standard output, for what was asked for. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Standard error, for what went wrong and what is going on. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Coloured where standard output is a terminal, and NO_COLOR is not set. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** The same for standard error. */
export function paintError(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stderr });
}
