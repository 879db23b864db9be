import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readLoneTemplate } from './read-lone-template.ts';
import { isTemplateFolder, MANIFEST_FILE, readTemplateFolder } from './read-template-folder.ts';
import { TemplateFileError } from './template-file-error.ts';
import { languageOfFile } from './template-file.ts';
import type { TemplateFile } from './template-file.ts';

/** A place with a template: what was read there, or why it could not be. */
export type FoundTemplate =
  { kind: 'read'; place: string; file: TemplateFile } | { kind: 'unreadable'; place: string; message: string };

/**
 * Every template under a folder, in order of their paths; a template's folder or file itself is one. Hidden folders and `node_modules`
 * are passed over. Rejects with TemplateFileError when there is no such place.
 */
export async function findTemplates(place: string): Promise<FoundTemplate[]> {
  const stats = await stat(place).catch((error: unknown) => {
    throw new TemplateFileError(`${place}: there is no such file or folder`, { cause: error });
  });
  if (stats.isDirectory()) return await searchFolder(place);
  if (basename(place).startsWith('template.') && (await readdir(dirname(place))).includes(MANIFEST_FILE))
    return [await tryToRead(dirname(place), readTemplateFolder)];
  if (languageOfFile(place) === undefined)
    throw new TemplateFileError(`${place}: this is no template: its name must end in .jsonata or .hbs`);
  return [await tryToRead(place, readLoneTemplate)];
}

/** The templates beside one, in the same folder; not those in the folders there. */
export async function findSiblings(place: string): Promise<FoundTemplate[]> {
  const parent = dirname(resolve(place));
  const found: FoundTemplate[] = [];
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    const path = join(parent, entry.name);
    if (!entry.isDirectory()) {
      if (languageOfFile(entry.name) !== undefined) found.push(await tryToRead(path, readLoneTemplate));
      // A folder that may not be read, as there are some in /tmp, has nothing that could be called.
    } else if (isTemplateFolder(await readdir(path).catch(() => [])))
      found.push(await tryToRead(path, readTemplateFolder));
  }
  return found;
}

async function searchFolder(folder: string): Promise<FoundTemplate[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  if (isTemplateFolder(files)) return [await tryToRead(folder, readTemplateFolder)];
  const found: FoundTemplate[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') found.push(...(await searchFolder(path)));
    } else if (languageOfFile(entry.name) !== undefined) found.push(await tryToRead(path, readLoneTemplate));
  }
  return found;
}

async function tryToRead(place: string, read: (place: string) => Promise<TemplateFile>): Promise<FoundTemplate> {
  try {
    return { kind: 'read', place, file: await read(place) };
  } catch (error) {
    if (error instanceof TemplateFileError) return { kind: 'unreadable', place, message: error.message };
    throw error;
  }
}
