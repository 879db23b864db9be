import { FORMATS, LANGUAGES, TARGET_KINDS } from '@postmap/engine';
import type { Format, FormatOptions, Language, TargetText } from '@postmap/engine';
import { isRecord } from './field-tree.ts';

/** The parts of a template that the mapper changes. */
export interface TemplateContent {
  readonly name: string;
  readonly eventType: string | null;
  readonly language: Language;
  readonly format: Format;
  readonly formatOptions: FormatOptions;
  readonly source: string;
  readonly target: TargetText | null;
}

/** What was typed and is not saved yet; `version` is the saved state it began from. */
export interface TemplateDraft {
  readonly version: number;
  readonly content: TemplateContent;
}

type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function pickContent({
  name,
  eventType,
  language,
  format,
  formatOptions,
  source,
  target,
}: TemplateContent): TemplateContent {
  return { name, eventType, language, format, formatOptions, source, target };
}

export function sameContent(a: TemplateContent, b: TemplateContent): boolean {
  return (
    a.source === b.source &&
    a.name === b.name &&
    a.eventType === b.eventType &&
    a.language === b.language &&
    a.format === b.format &&
    (a.formatOptions.csvFormulas ?? 'escape') === (b.formatOptions.csvFormulas ?? 'escape') &&
    a.target?.text === b.target?.text &&
    a.target?.kind === b.target?.kind &&
    a.target?.operation === b.target?.operation
  );
}

/** The draft kept for a template, or undefined; what cannot be read counts as none. */
export function readDraft(storage: DraftStorage, templateId: string): TemplateDraft | undefined {
  const text = storage.getItem(draftKey(templateId));
  if (text === null) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    if (!isRecord(kept) || typeof kept.version !== 'number' || !isRecord(kept.content)) return undefined;
    const { name, eventType, source } = kept.content;
    const language = LANGUAGES.find((known) => isRecord(kept.content) && kept.content.language === known);
    const format = FORMATS.find((known) => isRecord(kept.content) && kept.content.format === known);
    if (typeof name !== 'string' || typeof source !== 'string' || language === undefined || format === undefined)
      return undefined;
    return {
      version: kept.version,
      content: {
        name,
        eventType: typeof eventType === 'string' ? eventType : null,
        language,
        format,
        formatOptions: readFormatOptions(kept.content.formatOptions),
        source,
        target: readTarget(kept.content.target),
      },
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Drafts kept before formats had options have none. */
function readFormatOptions(kept: unknown): FormatOptions {
  return isRecord(kept) && kept.csvFormulas === 'keep' ? { csvFormulas: 'keep' } : {};
}

/** Drafts kept before templates had targets have none. */
function readTarget(kept: unknown): TargetText | null {
  if (!isRecord(kept) || typeof kept.text !== 'string') return null;
  const kind = TARGET_KINDS.find((known) => known === kept.kind);
  if (kind === undefined) return null;
  return { kind, text: kept.text, operation: typeof kept.operation === 'string' ? kept.operation : null };
}

/** Returns whether it was kept: a full or forbidden storage is no reason to stop typing. */
export function keepDraft(storage: DraftStorage, templateId: string, draft: TemplateDraft): boolean {
  try {
    storage.setItem(draftKey(templateId), JSON.stringify(draft));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function dropDraft(storage: DraftStorage, templateId: string): void {
  storage.removeItem(draftKey(templateId));
}

function draftKey(templateId: string): string {
  return `postmap.template-draft.${templateId}`;
}
