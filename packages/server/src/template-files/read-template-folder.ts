import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readJsonFile, readTextFile, readTextFileIfThere } from './read-text-file.ts';
import { TemplateFileError } from './template-file-error.ts';
import { contextSchema, languageOfFile, manifestSchema } from './template-file.ts';
import type { Manifest, TemplateCase, TemplateFile } from './template-file.ts';

export const MANIFEST_FILE = 'template.json';

/** Whether a folder with these files is one template: a manifest, or a source that is called `template`. */
export function isTemplateFolder(files: readonly string[]): boolean {
  return files.some((file) => file === MANIFEST_FILE || isSource(file));
}

/**
 * Reads a template's folder:
 *
 *     template.json              name, description, language, format, formatOptions, eventType, demo; all optional
 *     template.jsonata | .hbs    the source
 *     cases/<case>/input.json    the payload; or input.ref, the path of one from the case's folder
 *                  context.json  optional: event, customer, trigger
 *                  expected.txt  the body, byte for byte; left out where rendering must fail
 *                  expected.diagnostics.txt   what rendering must report; without it, nothing
 *
 * Rejects with TemplateFileError.
 */
export async function readTemplateFolder(folder: string): Promise<TemplateFile> {
  const files = await readdir(folder);
  const manifestFile = join(folder, MANIFEST_FILE);
  if (!files.includes(MANIFEST_FILE))
    throw new TemplateFileError(
      `${manifestFile}: it is missing: at least the format belongs there, {"format": "json"}`,
    );
  const manifest: Manifest = await readJsonFile(manifestFile, manifestSchema);
  const sourceFile = join(folder, chooseSource(folder, files, manifest));
  const { demo, language = languageOfFile(sourceFile) ?? 'jsonata', ...rest } = manifest;
  const key = basename(resolve(folder));
  const source = await readTextFile(sourceFile);
  const cases = files.includes('cases') ? await readCases(join(folder, 'cases')) : [];
  return { key, sourceFile, template: { ...rest, name: manifest.name ?? key, language, source }, demo, cases };
}

function isSource(file: string): boolean {
  return file.startsWith('template.') && languageOfFile(file) !== undefined;
}

function chooseSource(folder: string, files: readonly string[], { language }: Manifest): string {
  const sources = files.filter(isSource);
  const [source, another] = sources.filter((file) => language === undefined || languageOfFile(file) === language);
  if (source !== undefined && another === undefined) return source;
  if (another !== undefined)
    throw new TemplateFileError(`${folder}: ${sources.join(' and ')} are both there: keep one, or name its language`);
  const wanted = language === 'handlebars' ? 'template.hbs' : 'template.jsonata';
  throw new TemplateFileError(`${join(folder, wanted)}: the template's source is missing`);
}

async function readCases(folder: string): Promise<TemplateCase[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return await Promise.all(names.toSorted().map((name) => readCase(name, join(folder, name))));
}

async function readCase(name: string, folder: string): Promise<TemplateCase> {
  const files = await readdir(folder);
  const expectedFile = join(folder, 'expected.txt');
  const diagnosticsFile = join(folder, 'expected.diagnostics.txt');
  const payloadFile = await findPayload(folder, files);
  return {
    name,
    payloadFile,
    payload: await readTextFile(payloadFile),
    context: files.includes('context.json') ? await readJsonFile(join(folder, 'context.json'), contextSchema) : {},
    expectedFile,
    expected: await readTextFileIfThere(expectedFile),
    diagnosticsFile,
    expectedDiagnostics: (await readTextFileIfThere(diagnosticsFile)) ?? '',
  };
}

async function findPayload(folder: string, files: readonly string[]): Promise<string> {
  if (files.includes('input.json')) return join(folder, 'input.json');
  if (!files.includes('input.ref'))
    throw new TemplateFileError(`${folder}: a case needs input.json, or input.ref with the path of one`);
  return join(folder, (await readTextFile(join(folder, 'input.ref'))).trim());
}
