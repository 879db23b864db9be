import { z } from 'zod';
import { entityFields, nameSchema } from './entity.ts';
import { diagnosticSchema, formatOptionsSchema, formatSchema, languageSchema, sourceSchema } from './template.ts';

/** What a template reads beside the payload; exactly this, so that a case gives the same whenever it runs. */
export const caseContextSchema = z.strictObject({
  event: z.json().optional(),
  customer: z.json().optional(),
  trigger: z.json().optional(),
});

const caseFields = {
  name: nameSchema,
  /** JSON text, kept byte for byte; null where `sampleId` names the payload. Cases lie in the workspace file, hence the limit. */
  payload: z
    .string()
    .max(65_536, 'A case’s payload is at most 64 KiB: save a larger one as a sample, and give its sampleId')
    .nullable()
    .default(null),
  sampleId: z.string().nullable().default(null),
  context: caseContextSchema.default({}),
  /** What rendering must report, a line each: `warning[code]: message`, each line with its line break. */
  expectedDiagnostics: z.string().max(65_536, 'Expected diagnostics are at most 64 KiB').default(''),
};
const expectedSchema = z.string().max(262_144, 'An expected body is at most 256 KiB').nullable();

/** A case as it is changed: `expected` is the body byte for byte, for format `query` what goes into the URL; null where rendering must fail. */
export const caseFieldsSchema = z.strictObject({ ...caseFields, expected: expectedSchema });

/** Body of POST /templates/:id/cases: without `expected`, it and `expectedDiagnostics` become what the draft gives now. */
export const caseInputSchema = z.strictObject({ ...caseFields, expected: expectedSchema.optional() });
export type CaseInput = z.infer<typeof caseInputSchema>;

/** A payload and what must come of it, as `postmap test` has them in files. The name is unique within the template. */
export const templateCaseSchema = z.object({ ...entityFields, templateId: z.string(), ...caseFieldsSchema.shape });
export type TemplateCaseResource = z.infer<typeof templateCaseSchema>;

/** Body of POST /templates/:id/cases/run: the saved draft unless a revision, or a draft that is not saved, is given; all cases unless some are named. */
export const runCasesInputSchema = z
  .strictObject({
    revision: z.number().int().min(1).optional(),
    draft: z
      .strictObject({
        language: languageSchema,
        source: sourceSchema,
        format: formatSchema,
        formatOptions: formatOptionsSchema.default({}),
      })
      .optional(),
    caseIds: z.array(z.string()).optional(),
  })
  .refine((input) => input.revision === undefined || input.draft === undefined, 'Give revision or draft, not both');
export type RunCasesInput = z.infer<typeof runCasesInputSchema>;

/** One line of a comparison, `expected` before `rendered` where they differ; `gap` stands for lines left out. */
export const differenceLineSchema = z.object({
  kind: z.enum(['same', 'expected', 'rendered', 'gap']),
  text: z.string(),
});
export type DifferenceLineResource = z.infer<typeof differenceLineSchema>;

/** What became of a case. */
export const caseResultSchema = z.object({
  caseId: z.string(),
  name: z.string(),
  status: z.enum(['passed', 'failed']),
  /** What is wrong, in a sentence; null when it passed. */
  problem: z.string().nullable(),
  /** Where the expected body, or the expected diagnostics, and what came begin to differ; from 1. */
  line: z.number().int().nullable(),
  difference: z.array(differenceLineSchema),
  /** What came, to be put into `expected` and `expectedDiagnostics` when it is right. */
  rendered: z.string().nullable(),
  reported: z.string(),
  diagnostics: z.array(diagnosticSchema),
  /** False when nothing was learnt of the template: it ran too long, or could not be run now. */
  conclusive: z.boolean(),
  durationMs: z.number(),
});
export type CaseResult = z.infer<typeof caseResultSchema>;

export const caseRunSchema = z.object({
  passed: z.number().int(),
  failed: z.number().int(),
  results: z.array(caseResultSchema),
});
export type CaseRun = z.infer<typeof caseRunSchema>;

/** Body of POST /templates/:id/duplicate. */
export const duplicateInputSchema = z.strictObject({ name: nameSchema.optional() });
export type DuplicateInput = z.infer<typeof duplicateInputSchema>;
