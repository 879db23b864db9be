import { LANGUAGES } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import { clsx } from 'clsx';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import type { EditorKnowledge } from '../../core/mapper/editor-knowledge.ts';
import { writeStarter } from '../../core/mapper/starter-template.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import { FORMAT_OPTIONS, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import type { TextMark } from '../../monaco/text-marks.ts';
import { LanguageDialog } from './LanguageDialog.tsx';
import { SEPARATOR_LEVEL } from './PaneLayout.tsx';
import type { SourcePayload } from './useSourcePayload.ts';
import type { Mode } from './visual/useVisual.ts';

interface EditorPaneProps {
  content: TemplateContent;
  payload: SourcePayload;
  knowledge: EditorKnowledge;
  problems: readonly EditorProblem[];
  /** What lineage leads to. */
  marks: readonly TextMark[];
  onChange: (change: Partial<TemplateContent>) => void;
  onType: (source: string, undo: { canUndo: boolean; canRedo: boolean }) => void;
  onReady: (handle: EditorHandle | null) => void;
  /** Lays the text out. */
  onTidy: () => void;
  /** What is shown: the rows, the text, or both. The editor stays, hidden or not: it holds the history. */
  mode: Mode;
  visual: ReactNode;
}

const pickerClass =
  'shrink-0 !h-6 !gap-1 !border-transparent !bg-transparent !px-1.5 text-mut hover:!bg-hover hover:text-ink';

const FORMULA_OPTIONS = [
  { value: 'escape', label: 'Formulas escaped', hint: '=1+1 is sent as ’=1+1' },
  { value: 'keep', label: 'Formulas kept', hint: 'sent as they are' },
] as const;

/** The template's text, its language and its format. */
export function EditorPane({
  content,
  payload,
  knowledge,
  problems,
  marks,
  onChange,
  onType,
  onReady,
  onTidy,
  mode,
  visual,
}: EditorPaneProps) {
  const { language, format, formatOptions, source } = content;
  const [wanted, setWanted] = useState<Language | null>(null);
  const showsRows = mode !== 'code';
  const halves = useDefaultLayout({
    id: 'postmap-mapper-split',
    panelIds: [...(showsRows ? ['mapper-rows'] : []), 'mapper-code'],
    storage: localStorage,
  });
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
        <span className="ml-auto min-w-0 flex-1 truncate text-right text-sm text-mut max-[1279px]:hidden">
          {mode === 'visual'
            ? '↵ edits · N adds a field · . lists commands'
            : 'Ctrl+Space completes · F1 explains · Ctrl+M frees Tab'}
        </span>
        {language === 'jsonata' && (
          <Button
            variant="quiet"
            onClick={onTidy}
            aria-keyshortcuts="Shift+Alt+F"
            title="Lays the text out (Shift+Alt+F)"
            className="!h-6 !px-1.5 max-[1279px]:ml-auto"
          >
            Tidy
          </Button>
        )}
      </div>
      <Group
        orientation="vertical"
        disabled={mode !== 'split'}
        defaultLayout={halves.defaultLayout}
        onLayoutChanged={halves.onLayoutChanged}
        className={clsx('min-h-0 flex-1', mode === 'visual' && '[&>#mapper-code]:!hidden')}
      >
        {showsRows && (
          <Panel id="mapper-rows" minSize={140} defaultSize="58%" className="flex flex-col !overflow-hidden">
            {visual}
          </Panel>
        )}
        {mode === 'split' && <Separator className={SEPARATOR_LEVEL} aria-label="Resize rows and code" />}
        <Panel id="mapper-code" minSize={100} className="flex flex-col !overflow-hidden">
          <CodeEditor
            label={`Template source, ${LANGUAGE_NAMES[language]}. Control M lets Tab leave the editor.`}
            language={language}
            value={source}
            onChange={onType}
            onReady={onReady}
            problems={problems}
            marks={marks}
            knowledge={knowledge}
            className="flex-1"
          />
        </Panel>
      </Group>
      <LanguageDialog
        wanted={wanted}
        onClose={() => setWanted(null)}
        onKeep={(next) => onChange({ language: next })}
        onReplace={(next) => onChange({ language: next, source: writeStarter(next, format, payload.payload) })}
      />
    </section>
  );
}
