import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A case of the official JSONata suite, flattened: its input is `data`, or the dataset named, or undefined when `dataset` is null. */
export interface SuiteCase {
  group: string;
  name: string;
  expr: string;
  data?: unknown;
  dataset?: string | null;
  bindings?: Record<string, unknown>;
  timelimit?: number;
  depth?: number;
  result?: unknown;
  undefinedResult?: boolean;
  code?: string;
  token?: string;
  error?: Record<string, unknown>;
  unordered?: boolean;
}

/** The suite is not part of the project: JSONATA_SUITE names the folder with its `cases.json` and `datasets.json`. */
const folder = process.env.JSONATA_SUITE;

/** Why there is nothing to run; null when there is. */
export const missingSuite =
  folder === undefined
    ? 'JSONATA_SUITE is not set: it names the folder with the cases.json and datasets.json of the official suite'
    : null;

/** Empty when the suite is missing. */
export const suiteCases: SuiteCase[] =
  folder === undefined ? [] : JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
export const suiteDatasets: Record<string, unknown> =
  folder === undefined ? {} : JSON.parse(readFileSync(join(folder, 'datasets.json'), 'utf8'));
