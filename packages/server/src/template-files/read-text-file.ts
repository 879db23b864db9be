import { readFile } from 'node:fs/promises';
import { parsePayload, PayloadError } from '@postmap/engine';
import { z } from 'zod';
import { TemplateFileError } from './template-file-error.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'this file may not be read',
};

/** A file's text. Rejects with TemplateFileError. */
export async function readTextFile(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

/** A file's bytes. Rejects with TemplateFileError. */
export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const known = WORDS[codeOf(error)];
    throw new TemplateFileError(`${file}: ${known ?? (error instanceof Error ? error.message : String(error))}`, {
      cause: error,
    });
  }
}

/** The same, undefined where there is no such file. */
export async function readTextFileIfThere(file: string): Promise<string | undefined> {
  try {
    return await readTextFile(file);
  } catch (error) {
    if (error instanceof TemplateFileError && codeOf(error.cause) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A JSON file checked against its schema. Rejects with TemplateFileError, a line for each thing that is wrong. */
export async function readJsonFile<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(parseJson(file, await readTextFile(file)));
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => {
    const place = path.length === 0 ? '' : `${z.core.toDotPath(path)}: `;
    return `${file}: ${place}${message}`;
  });
  throw new TemplateFileError(issues.join('\n'));
}

function parseJson(file: string, text: string): unknown {
  try {
    return parsePayload(text).payload;
  } catch (error) {
    if (error instanceof PayloadError) throw new TemplateFileError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
