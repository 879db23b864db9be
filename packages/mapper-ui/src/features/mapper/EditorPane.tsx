import { LANGUAGES } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import type { Facts } from '@postmap/server/contract';
import { useMemo, useState } from 'react';
import { Select } from '../../components/Select.tsx';
import { buildContextTree } from '../../core/mapper/preview-context.ts';
import { writeStarter } from '../../core/mapper/starter-template.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import { FORMAT_OPTIONS, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import { LanguageDialog } from './LanguageDialog.tsx';
import type { SourcePayload } from './useSourcePayload.ts';

interface EditorPaneProps {
  content: TemplateContent;
  payload: SourcePayload;
  eventType: string | null;
  facts: Facts;
  problems: readonly EditorProblem[];
  onChange: (change: Partial<TemplateContent>) => void;
  onType: (source: string, undo: { canUndo: boolean; canRedo: boolean }) => void;
  onReady: (handle: EditorHandle | null) => void;
}

const pickerClass = '!h-6 !gap-1 !border-transparent !bg-transparent !px-1.5 text-mut hover:!bg-hover hover:text-ink';

const FORMULA_OPTIONS = [
  { value: 'escape', label: 'Formulas escaped', hint: '=1+1 is sent as ’=1+1' },
  { value: 'keep', label: 'Formulas kept', hint: 'sent as they are' },
] as const;

/** The template's text, its language and its format. */
export function EditorPane({
  content,
  payload,
  eventType,
  facts,
  problems,
  onChange,
  onType,
  onReady,
}: EditorPaneProps) {
  const { language, format, formatOptions, source } = content;
  const [wanted, setWanted] = useState<Language | null>(null);
  const [openedAt] = useState(Date.now);
  const context = useMemo(() => buildContextTree(eventType ?? 'custom', facts, openedAt), [eventType, facts, openedAt]);
  const changeLanguage = (next: Language): void => {
    if (next === language) return;
    if (source.trim() === '') onChange({ language: next });
    else setWanted(next);
  };
  return (
    <section aria-label="Template" className="flex h-full min-w-0 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line-soft pr-2 pl-3.5">
        <h2 className="mr-1 max-[1099px]:sr-only">Template</h2>
        <Select
          label="Language"
          value={language}
          onChange={changeLanguage}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          className={pickerClass}
        />
        <span aria-hidden className="text-mut">
          →
        </span>
        <Select
          label="Format"
          value={format}
          onChange={(next) => onChange({ format: next })}
          options={FORMAT_OPTIONS}
          className={pickerClass}
        />
        {format === 'csv' && (
          <Select
            label="CSV cells that a spreadsheet would run as formulas"
            value={formatOptions.csvFormulas ?? 'escape'}
            onChange={(csvFormulas) => onChange({ formatOptions: { csvFormulas } })}
            options={FORMULA_OPTIONS}
            className={pickerClass}
          />
        )}
        <span className="ml-auto truncate text-sm text-mut max-[1279px]:hidden">
          Ctrl+Space completes · Ctrl+M frees Tab
        </span>
      </div>
      <CodeEditor
        label={`Template source, ${LANGUAGE_NAMES[language]}. Control M lets Tab leave the editor.`}
        language={language}
        value={source}
        onChange={onType}
        onReady={onReady}
        problems={problems}
        fields={payload.root}
        context={context}
        className="flex-1"
      />
      <LanguageDialog
        wanted={wanted}
        onClose={() => setWanted(null)}
        onKeep={(next) => onChange({ language: next })}
        onReplace={(next) => onChange({ language: next, source: writeStarter(next, format, payload.payload) })}
      />
    </section>
  );
}
