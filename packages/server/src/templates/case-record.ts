import type { z } from 'zod';
import { templateCaseSchema } from '../contract/index.ts';

/** A template's case as the workspace keeps it. */
export const caseRecordSchema = templateCaseSchema;
export type CaseRecord = z.infer<typeof caseRecordSchema>;
