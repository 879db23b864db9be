import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parsePayload, PayloadError } from '@postmap/engine';
import type { PayloadFile, ReadEventSamples } from './read-event-samples.ts';
import { readTextFile } from './read-text-file.ts';
import { TemplateFileError } from './template-file-error.ts';
import type { TemplateCase, TemplateFile } from './template-file.ts';

/** Payloads that a template is for, as `parsePayload` gives them; none twice. */
export interface KnownPayloads {
  /** As they arrive: the sample of its event type, those in `samples/` beside it, those that its cases refer to. */
  samples: unknown[];
  /** Written for its cases. */
  cases: unknown[];
}

/**
 * Reads the payloads of a template's cases, but of those that must fail, `samples/*.json` of its folder, and what is known of its event type.
 * Rejects with TemplateFileError for one that is no JSON.
 */
export async function gatherPayloads(
  { template: { eventType }, sourceFile, cases }: TemplateFile,
  { place, readEventSamples }: { place: string; readEventSamples: ReadEventSamples },
): Promise<KnownPayloads> {
  const ofType = eventType === null ? [] : await readEventSamples(eventType);
  // Beside a lone template lie others, with samples of their own.
  const beside = place === sourceFile ? [] : await readFolder(join(place, 'samples'));
  const fitting = cases.filter((one) => !mustFail(one));
  return {
    samples: readAll([...ofType, ...beside, ...fitting.filter((one) => !hasOwnPayload(one)).map(payloadOf)]),
    cases: readAll(fitting.filter(hasOwnPayload).map(payloadOf)),
  };
}

/** Such a payload is none that the template is for. */
function mustFail({ expected, expectedDiagnostics }: TemplateCase): boolean {
  return expected === undefined && expectedDiagnostics !== '';
}

/** Not one that lies elsewhere, which the case refers to. */
function hasOwnPayload({ payloadFile, expectedFile }: TemplateCase): boolean {
  return dirname(payloadFile) === dirname(expectedFile);
}

function payloadOf({ payloadFile: file, payload: text }: TemplateCase): PayloadFile {
  return { file, text };
}

async function readFolder(folder: string): Promise<PayloadFile[]> {
  const names = (await listFiles(folder)).filter((name) => name.endsWith('.json')).toSorted();
  const files = names.map((name) => join(folder, name));
  return await Promise.all(files.map(async (file) => ({ file, text: await readTextFile(file) })));
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

function readAll(files: readonly PayloadFile[]): unknown[] {
  return [...new Map(files.map((one) => [one.text, one])).values()].map(parse);
}

function parse({ file, text }: PayloadFile): unknown {
  try {
    return parsePayload(text).payload;
  } catch (error) {
    if (error instanceof PayloadError) throw new TemplateFileError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}
