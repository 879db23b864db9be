import { basename, dirname, join } from 'node:path';
import type { Format, Language } from '@postmap/engine';
import { formatSchema } from '../contract/index.ts';
import { readTextFile, readTextFileIfThere } from './read-text-file.ts';
import { languageOfFile } from './template-file.ts';
import type { TemplateCase, TemplateFile } from './template-file.ts';

/** What the name of a lone template says: `receipt.html.hbs` is `receipt`, in Handlebars, of format `html`. */
export interface LoneName {
  stem: string;
  language: Language | undefined;
  format: Format | undefined;
}

export function readLoneName(file: string): LoneName {
  const language = languageOfFile(file);
  const name = basename(file).replace(language === undefined ? /$/ : /\.[^.]*$/, '');
  const ending = /\.([^.]+)$/.exec(name)?.[1];
  const format = formatSchema.safeParse(ending);
  return format.success
    ? { stem: name.slice(0, -format.data.length - 1), language, format: format.data }
    : { stem: name, language, format: undefined };
}

/**
 * Reads a template that is one file, `order.jsonata` or `receipt.html.hbs` (without a format in the name it is json), and its one case,
 * if there is one: `order.input.json` with `order.expected.txt`. Rejects with TemplateFileError.
 */
export async function readLoneTemplate(file: string): Promise<TemplateFile> {
  const { stem, language = 'jsonata', format = 'json' } = readLoneName(file);
  const source = await readTextFile(file);
  const template = {
    name: stem,
    description: '',
    language,
    source,
    format,
    formatOptions: {},
    eventType: null,
    target: null,
  };
  return { key: stem, sourceFile: file, template, demo: false, cases: await readLoneCase(dirname(file), stem) };
}

async function readLoneCase(folder: string, stem: string): Promise<TemplateCase[]> {
  const payloadFile = join(folder, `${stem}.input.json`);
  const payload = await readTextFileIfThere(payloadFile);
  if (payload === undefined) return [];
  const expectedFile = join(folder, `${stem}.expected.txt`);
  const diagnosticsFile = join(folder, `${stem}.expected.diagnostics.txt`);
  return [
    {
      name: 'input',
      payloadFile,
      payload,
      context: {},
      expectedFile,
      expected: await readTextFileIfThere(expectedFile),
      diagnosticsFile,
      expectedDiagnostics: (await readTextFileIfThere(diagnosticsFile)) ?? '',
    },
  ];
}
