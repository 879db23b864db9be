import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readCatalogFile } from '../catalog/read-catalog-file.ts';
import { CatalogError } from '../catalog/catalog-error.ts';
import { templateInputSchema } from '../contract/index.ts';
import type { TemplateInput } from '../contract/index.ts';

/** A payload and what the template makes of it, byte for byte. */
interface SampleCase {
  name: string;
  payload: string;
  expected: string;
}

/** A template that comes with Postmap; `key` is its folder's name. */
export interface SampleTemplate {
  key: string;
  template: TemplateInput;
  cases: SampleCase[];
}

const manifestSchema = templateInputSchema.omit({ source: true }).required();
const SOURCE_FILES = { jsonata: 'template.jsonata', handlebars: 'template.hbs' } as const;

/** Reads `templates/` of the samples folder, laid out as `samples/README.md` says. Rejects with CatalogError. */
export async function loadSampleTemplates(samplesFolder: string): Promise<SampleTemplate[]> {
  const root = path.join(samplesFolder, 'templates');
  return await Promise.all(
    (await listFolders(root)).map(async (key) => {
      const folder = path.join(root, key);
      const manifest: z.infer<typeof manifestSchema> = await readCatalogFile(
        path.join(folder, 'template.json'),
        manifestSchema,
      );
      const source = await readFile(path.join(folder, SOURCE_FILES[manifest.language]), 'utf8');
      return {
        key,
        template: { ...manifest, source },
        cases: await readCases(samplesFolder, path.join(folder, 'cases')),
      };
    }),
  );
}

async function readCases(samplesFolder: string, folder: string): Promise<SampleCase[]> {
  return await Promise.all(
    (await listFolders(folder)).map(async (name) => {
      const payload = await readPayload(samplesFolder, path.join(folder, name));
      return { name, payload, expected: await readFile(path.join(folder, name, 'expected.txt'), 'utf8') };
    }),
  );
}

/** `input.json` holds the payload; `input.ref` holds the path of one, from the samples folder. */
async function readPayload(samplesFolder: string, folder: string): Promise<string> {
  const files = await readdir(folder);
  if (files.includes('input.json')) return await readFile(path.join(folder, 'input.json'), 'utf8');
  if (!files.includes('input.ref')) throw new CatalogError(`${folder}: a case needs input.json or input.ref`);
  const reference = (await readFile(path.join(folder, 'input.ref'), 'utf8')).trim();
  return await readFile(path.join(samplesFolder, reference), 'utf8');
}

async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}
