import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CatalogError } from './catalog-error.ts';

/** A JSON file checked against its schema. Throws CatalogError. */
export async function readCatalogFile<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await readJson(file));
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${file}: ${z.core.toDotPath(issue.path)}: ${issue.message}`);
  throw new CatalogError(issues.join('\n'));
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CatalogError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
