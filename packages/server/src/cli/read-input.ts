import { readBytes } from '../template-files/read-text-file.ts';
import { UsageError } from './command-error.ts';

const STDIN = '-';

/** A file's text, or for `-` what comes on standard input. Rejects with TemplateFileError. */
export async function readInput(path: string): Promise<string> {
  return (await readInputBytes(path)).toString('utf8');
}

/** The same, byte for byte. */
export async function readInputBytes(path: string): Promise<Buffer> {
  if (path !== STDIN) return await readBytes(path);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** How messages name it. */
export function nameInput(path: string): string {
  return path === STDIN ? 'standard input' : path;
}

/** Standard input can be read once. Throws UsageError. */
export function refuseTwoStdins(paths: Readonly<Record<string, string | undefined>>): void {
  const names = Object.entries(paths).flatMap(([name, path]) => (path === STDIN ? [`--${name}`] : []));
  if (names.length > 1) throw new UsageError(`Only one of ${names.join(' and ')} can be read from standard input.`);
}
