import { join } from 'node:path';
import { loadCatalog } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { readTextFile } from './read-text-file.ts';

export interface PayloadFile {
  file: string;
  text: string;
}

/** The sample that comes with Postmap for an event type, by its name or an alias; none for a type that Postmap does not know. */
export type ReadEventSamples = (eventType: string) => Promise<PayloadFile[]>;

/** @param folder the samples folder, whose catalog is read when it is first asked */
export function createSampleReader(folder: string): ReadEventSamples {
  let catalog: Promise<Catalog> | undefined;
  return async (eventType) => {
    catalog ??= loadCatalog(join(folder, 'catalog'));
    const sample = (await catalog).resolve(eventType)?.sample ?? null;
    if (sample === null) return [];
    const file = join(folder, 'payloads', `${sample}.json`);
    return [{ file, text: await readTextFile(file) }];
  };
}
