import { extname } from 'node:path';
import { TARGET_KINDS } from '@postmap/engine';
import type { Language, RenderContext } from '@postmap/engine';
import { z } from 'zod';
import { formatOptionsSchema, formatSchema, languageSchema, nameSchema } from '../contract/index.ts';
import type { TemplateInput } from '../contract/index.ts';

/** A template as it lies in files, with its cases. */
export interface TemplateFile {
  /** Its folder, or for a lone file its name without endings. */
  key: string;
  sourceFile: string;
  template: TemplateInput;
  /** The demo has a trigger that delivers with it. */
  demo: boolean;
  cases: TemplateCase[];
}

/** A payload and what must come of it, byte for byte. */
export interface TemplateCase {
  name: string;
  payloadFile: string;
  payload: string;
  context: RenderContext;
  expectedFile: string;
  /** The body, or for format `query` what goes into the URL. Undefined where nothing is written down: a render that fails, or a new case. */
  expected: string | undefined;
  diagnosticsFile: string;
  /** What rendering must report, a line each, in {@link describeDiagnostics}' form; empty without the file. */
  expectedDiagnostics: string;
}

/** `template.json`: every key may be left out. */
export const manifestSchema = z.strictObject({
  name: nameSchema.optional(),
  description: z.string().max(2_000).default(''),
  /** Else as the source's file ends. */
  language: languageSchema.optional(),
  format: formatSchema.default('json'),
  formatOptions: formatOptionsSchema.default({}),
  eventType: z.string().nullable().default(null),
  /** What `target.json` is; of an OpenAPI document the operation, such as `POST /orders`. */
  target: z
    .strictObject({ kind: z.enum(TARGET_KINDS), operation: z.string().max(300).nullable().default(null) })
    .optional(),
  demo: z.boolean().default(false),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** `context.json` of a case: what a template reads beside the payload. */
export const contextSchema = z.strictObject({
  event: z.unknown().optional(),
  customer: z.unknown().optional(),
  trigger: z.unknown().optional(),
});

const LANGUAGE_BY_ENDING: Readonly<Record<string, Language>> = {
  '.jsonata': 'jsonata',
  '.hbs': 'handlebars',
  '.handlebars': 'handlebars',
};

/** The language that a file's ending stands for; undefined for a file that is no template. */
export function languageOfFile(file: string): Language | undefined {
  return LANGUAGE_BY_ENDING[extname(file).toLowerCase()];
}
