import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TemplateInput } from '../contract/index.ts';
import { readTemplateFolder } from '../template-files/read-template-folder.ts';
import type { TemplateCase } from '../template-files/template-file.ts';

/** A template that comes with Postmap; `key` is its folder's name. */
export interface SampleTemplate {
  key: string;
  template: TemplateInput;
  /** The demo delivers its event type with it. */
  demo: boolean;
  cases: TemplateCase[];
}

/** Reads `templates/` of the samples folder, by name. Rejects with TemplateFileError. */
export async function loadSampleTemplates(samplesFolder: string): Promise<SampleTemplate[]> {
  const root = join(samplesFolder, 'templates');
  const entries = await readdir(root, { withFileTypes: true });
  const keys = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return await Promise.all(keys.toSorted().map((key) => readTemplateFolder(join(root, key))));
}
