import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readableTargetSchema } from '../contract/index.ts';
import type { TemplateTarget } from '../contract/index.ts';
import { readJsonFile, readTextFile, readTextFileIfThere } from './read-text-file.ts';
import { TemplateFileError } from './template-file-error.ts';
import { contextSchema, languageOfFile, manifestSchema } from './template-file.ts';
import type { Manifest, TemplateCase, TemplateFile } from './template-file.ts';

export const MANIFEST_FILE = 'template.json';
const TARGET_FILE = 'target.json';

/** Whether a folder with these files is one template: a manifest, or a source that is called `template`. */
export function isTemplateFolder(files: readonly string[]): boolean {
  return files.some((file) => file === MANIFEST_FILE || isSource(file));
}

/**
 * Reads a template's folder:
 *
 *     template.json              name, description, language, format, formatOptions, eventType, target, demo; all optional
 *     template.jsonata | .hbs    the source
 *     target.json                how the output should look; `target` in template.json says what it is
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
  const { demo, language = languageOfFile(sourceFile) ?? 'jsonata', target: _, ...rest } = manifest;
  const key = basename(resolve(folder));
  const source = await readTextFile(sourceFile);
  const cases = files.includes('cases') ? await readCases(join(folder, 'cases')) : [];
  const target = await readTarget(folder, files, manifest);
  return { key, sourceFile, template: { ...rest, name: manifest.name ?? key, language, source, target }, demo, cases };
}

async function readTarget(
  folder: string,
  files: readonly string[],
  { target }: Manifest,
): Promise<TemplateTarget | null> {
  const file = join(folder, TARGET_FILE);
  if (target === undefined) {
    if (!files.includes(TARGET_FILE)) return null;
    throw new TemplateFileError(
      `${file}: say what it is in ${MANIFEST_FILE}: "target": {"kind": "sample"}, "schema" or "openapi"`,
    );
  }
  if (!files.includes(TARGET_FILE))
    throw new TemplateFileError(`${file}: it is missing, and ${MANIFEST_FILE} says that there is a target`);
  const result = readableTargetSchema.safeParse({ ...target, text: await readTextFile(file) });
  if (result.success) return result.data;
  throw new TemplateFileError(result.error.issues.map(({ message }) => `${file}: ${message}`).join('\n'));
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
