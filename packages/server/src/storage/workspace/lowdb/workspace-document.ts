import { z } from 'zod';
import { keyRecordSchema } from '../../../access/key-record.ts';
import { catalogRecordSchema } from '../../../catalog/catalog-record.ts';
import { kindRecordSchema } from '../../../catalog/kind-record.ts';
import { customerRecordSchema } from '../../../customers/customer-record.ts';
import { feedRecordSchema } from '../../../feeds/feed-record.ts';
import { settingsRecordSchema } from '../../../settings/settings-record.ts';
import { caseRecordSchema } from '../../../templates/case-record.ts';
import { templateRecordSchema } from '../../../templates/template-record.ts';
import { triggerRecordSchema } from '../../../triggers/trigger-record.ts';
import { migrateWorkspace, WORKSPACE_SCHEMA_VERSION } from './workspace-migrations.ts';

const documentSchema = z.strictObject({
  schemaVersion: z.literal(WORKSPACE_SCHEMA_VERSION),
  marks: z.array(z.string()),
  feeds: z.array(feedRecordSchema).superRefine(refuseRepeatedIds),
  customers: z.array(customerRecordSchema).superRefine(refuseRepeatedIds),
  templates: z.array(templateRecordSchema).superRefine(refuseRepeatedIds),
  cases: z.array(caseRecordSchema).superRefine(refuseRepeatedIds),
  triggers: z.array(triggerRecordSchema).superRefine(refuseRepeatedIds),
  keys: z.array(keyRecordSchema).superRefine(refuseRepeatedIds),
  catalog: z.array(catalogRecordSchema).superRefine(refuseRepeatedIds),
  kinds: z.array(kindRecordSchema).superRefine(refuseRepeatedIds),
  settings: z.array(settingsRecordSchema).max(1).superRefine(refuseRepeatedIds),
});

/** What the workspace file holds. */
export type WorkspaceDocument = z.infer<typeof documentSchema>;

export function emptyWorkspace(): WorkspaceDocument {
  return {
    schemaVersion: WORKSPACE_SCHEMA_VERSION,
    marks: [],
    feeds: [],
    customers: [],
    templates: [],
    cases: [],
    triggers: [],
    keys: [],
    catalog: [],
    kinds: [],
    settings: [],
  };
}

/** Reads a file's text, of this version or an older one. Throws an Error that names the JSON path and what is wrong there. */
export function parseWorkspace(text: string): WorkspaceDocument {
  const result = documentSchema.safeParse(migrateWorkspace(parseJson(text)));
  if (!result.success) throw new Error(describeIssues(result.error));
  return result.data;
}

/** One line such as `triggers[3].retry: Invalid input`; the first issue, and how many more there are. */
export function describeIssues(error: z.ZodError): string {
  const [first, ...others] = error.issues;
  const place = first === undefined ? '$' : formatPath(first.path);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${place}: ${first?.message ?? 'not valid'}${more}.`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`$: damaged, not JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}

function formatPath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? '$' : text.replace(/^\./, '');
}

function refuseRepeatedIds(records: readonly { id: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  records.forEach((record, index) => {
    if (seen.has(record.id)) {
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `the id "${record.id}" is used twice` });
    }
    seen.add(record.id);
  });
}
