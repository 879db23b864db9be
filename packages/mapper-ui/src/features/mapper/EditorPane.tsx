import type { Language } from '@postmap/engine';
import { clsx } from 'clsx';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import type { EditorKnowledge } from '../../core/mapper/editor-knowledge.ts';
import { writeStarter } from '../../core/mapper/starter-template.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import { LANGUAGE_NAMES } from '../../core/template-names.ts';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import type { TextMark } from '../../monaco/text-marks.ts';
import { EditorTools } from './EditorTools.tsx';
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
  const isEmpty = source.trim() === '';
  const changeLanguage = useCallback(
    (next: Language) => {
      if (next === language) return;
      if (isEmpty) onChange({ language: next });
      else setWanted(next);
    },
    [language, isEmpty, onChange],
  );
  return (
    <section aria-label="Template" className="flex h-full min-w-0 flex-col">
      <EditorTools
        language={language}
        format={format}
        formatOptions={formatOptions}
        mode={mode}
        onLanguage={changeLanguage}
        onChange={onChange}
        onTidy={onTidy}
      />
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
