import type { CaseInput, TemplateCaseResource } from '@postmap/server/contract';
import { toExactText, toFieldText } from './line-endings.ts';
import type { FieldText } from './line-endings.ts';

/** A case while it is edited, as its fields have it. */
export interface CaseDraft {
  name: string;
  /** Empty for a payload of one's own. */
  sampleId: string;
  payload: string;
  /** JSON text; empty for none. */
  context: string;
  mustFail: boolean;
  /** Null where a field cannot show it without changing it. */
  expected: FieldText | null;
  expectedDiagnostics: string;
}

export const NEW_CASE: CaseDraft = {
  name: '',
  sampleId: '',
  payload: '',
  context: '',
  mustFail: false,
  expected: { text: '', ending: '\n' },
  expectedDiagnostics: '',
};

export function toCaseDraft({ name, payload, sampleId, context, expected, ...kept }: TemplateCaseResource): CaseDraft {
  return {
    name,
    sampleId: sampleId ?? '',
    payload: payload ?? '',
    context: Object.keys(context).length === 0 ? '' : JSON.stringify(context, null, 2),
    mustFail: expected === null,
    expected: toFieldText(expected ?? ''),
    expectedDiagnostics: kept.expectedDiagnostics,
  };
}

/** Where a context is not an object in JSON, in words; undefined where it can be sent. */
export function checkContext(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    const context: unknown = JSON.parse(text);
    if (typeof context === 'object' && context !== null && !Array.isArray(context)) return undefined;
    return 'This must be an object with event, customer or trigger.';
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What a new case sends: what it expects is what the draft gives. */
export function toNewCase({ name, sampleId, payload, context }: CaseDraft): CaseInput {
  return {
    name: name.trim(),
    ...choosePayload({ sampleId, payload }),
    context: readContext(context),
    expectedDiagnostics: '',
  };
}

/** What a changed case sends; an expected body that no field can show stays as it is. */
export function toCaseChange(draft: CaseDraft): Partial<CaseInput> {
  const { name, context, mustFail, expected, expectedDiagnostics } = draft;
  const body = mustFail ? { expected: null } : expected === null ? {} : { expected: toExactText(expected) };
  return {
    name: name.trim(),
    ...choosePayload(draft),
    context: readContext(context),
    ...body,
    expectedDiagnostics: endLine(expectedDiagnostics),
  };
}

function choosePayload({ sampleId, payload }: Pick<CaseDraft, 'sampleId' | 'payload'>) {
  return sampleId === '' ? { payload, sampleId: null } : { payload: null, sampleId };
}

/** @throws SyntaxError for what `checkContext` refuses */
function readContext(text: string): CaseInput['context'] {
  return text.trim() === '' ? {} : JSON.parse(text);
}

/** Each diagnostic ends its line, the last one too. */
function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** A name for a case on a sample that no other case has. */
export function nameCase(sample: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? sample : `${sample} ${count}`;
    if (!taken.includes(name)) return name;
  }
}
