import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { CatalogError } from '../catalog/catalog-error.ts';
import type { Sample } from '../contract/index.ts';

/**
 * The payloads that come with Postmap, by file name, each for the first event type whose `sample` names it: one that derived types share is
 * its source's. Rejects with CatalogError for a file that no event type names, and for a name without its file.
 */
export async function loadBuiltInSamples(folder: string, catalog: Catalog): Promise<Sample[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted();
  const typeBySample = new Map(
    catalog
      .types()
      .map(({ name, sample }) => [sample, name] as const)
      .toReversed(),
  );
  const names = new Set(files.map((file) => path.basename(file, '.json')));
  for (const [sample, type] of typeBySample) {
    if (sample !== null && !names.has(sample))
      throw new CatalogError(`event type "${type}": there is no sample ${path.join(folder, `${sample}.json`)}`);
  }
  return await Promise.all(
    files.map(async (file): Promise<Sample> => {
      const name = path.basename(file, '.json');
      const eventType = typeBySample.get(name);
      if (eventType === undefined)
        throw new CatalogError(`${path.join(folder, file)}: no event type of the catalog names it as its sample`);
      const [body, { mtime }] = await Promise.all([
        readFile(path.join(folder, file), 'utf8'),
        stat(path.join(folder, file)),
      ]);
      return { id: `smp_builtin_${name}`, name, eventType, body, builtIn: true, createdAt: mtime.toISOString() };
    }),
  );
}
