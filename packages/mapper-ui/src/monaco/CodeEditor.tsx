import { clsx } from 'clsx';
import type { editor } from 'monaco-editor/editor/editor.api';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { ErrorState } from '../components/ErrorState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import type { EditorKnowledge } from '../core/mapper/editor-knowledge.ts';
import { useTheme } from '../state/useTheme.ts';
import { createHandle } from './editor-handle.ts';
import type { EditorHandle } from './editor-handle.ts';
import { applyTheme } from './editor-theme.ts';
import { EDITOR_OPTIONS, VIEWER_OPTIONS } from './editor-options.ts';
import { loadMonaco } from './load-monaco.ts';
import type { Monaco } from './load-monaco.ts';
import { tellModel } from './model-request.ts';
import { markProblems } from './problem-markers.ts';
import type { EditorProblem } from './problem-markers.ts';
import { offerFixes } from './quick-fixes.ts';
import { drawMarks, revealMark } from './text-marks.ts';
import type { TextMark } from './text-marks.ts';
import { watchSpots } from './text-spots.ts';
import type { TextSpots } from './text-spots.ts';

interface CodeEditorProps {
  /** The accessible name. */
  label: string;
  language: 'jsonata' | 'handlebars' | 'json' | 'plaintext';
  /** The text to begin with, and every text that comes from elsewhere than this editor. */
  value: string;
  onChange?: (value: string, undo: { canUndo: boolean; canRedo: boolean }) => void;
  onReady?: (handle: EditorHandle | null) => void;
  problems?: readonly EditorProblem[];
  /** What lineage leads to; those of the text as `value` has it. */
  marks?: readonly TextMark[];
  /** What can be picked. */
  spots?: TextSpots | undefined;
  /** What is known of the template, for completion and its like. */
  knowledge?: EditorKnowledge;
  readOnly?: boolean;
  wrap?: boolean;
  className?: string;
}

interface Mounted {
  monaco: Monaco;
  view: editor.IStandaloneCodeEditor;
  model: editor.ITextModel;
}

/** Every text of the page has a URI of its own. */
let lastModel = 0;

const NO_PROBLEMS: readonly EditorProblem[] = [];
const NO_MARKS: readonly TextMark[] = [];

/** Monaco, fetched when the first one is mounted. Its text is its own: `value` is put in only when it differs. */
export function CodeEditor({
  label,
  language,
  value,
  onChange,
  onReady,
  problems = NO_PROBLEMS,
  marks = NO_MARKS,
  spots,
  knowledge,
  readOnly = false,
  wrap = false,
  className,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState<Mounted | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [loading, setLoading] = useState(loadMonaco);
  const { shown } = useTheme();
  // What was reported and has not come back as `value` yet: such a value is an echo, and older than what was typed since.
  const echoes = useRef<string[]>([]);
  const report = useEffectEvent((model: editor.ITextModel) => {
    const text = model.getValue();
    if (onChange !== undefined) echoes.current.push(text);
    onChange?.(text, { canUndo: model.canUndo(), canRedo: model.canRedo() });
  });
  const theme = useEffectEvent(() => shown);
  const announceReady = useEffectEvent((handle: EditorHandle | null) => onReady?.(handle));
  const mount = useEffectEvent((monaco: Monaco, element: HTMLDivElement): Mounted => {
    // Monaco names the text by the end of its URI, where it shows a problem within it.
    const uri = monaco.Uri.parse(
      `inmemory://postmap/${(lastModel += 1)}/${language === 'json' || language === 'plaintext' ? 'Text' : 'Template'}`,
    );
    const model = monaco.editor.createModel(value, language, uri);
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.onDidChangeContent(() => report(model));
    const view = monaco.editor.create(element, {
      ...(readOnly ? VIEWER_OPTIONS : EDITOR_OPTIONS),
      model,
      ariaLabel: label,
      wordWrap: wrap ? 'on' : 'off',
    });
    return { monaco, view, model };
  });

  useEffect(() => {
    let gone = false;
    let current: Mounted | undefined;
    const begin = async (): Promise<void> => {
      try {
        const monaco = await loading;
        if (gone || host.current === null) return;
        applyTheme(monaco, theme());
        current = mount(monaco, host.current);
        setMounted(current);
        announceReady(createHandle(monaco, current.view, current.model));
      } catch (error) {
        if (!gone) setFailure(error);
      }
    };
    void begin();
    return () => {
      gone = true;
      if (current === undefined) return;
      setMounted(null);
      announceReady(null);
      current.view.dispose();
      current.model.dispose();
    };
  }, [loading]);

  // With the rest of the drawing: later it would wait for whatever else the page draws.
  useLayoutEffect(() => {
    if (mounted === null) return;
    const echo = echoes.current.indexOf(value);
    if (echo !== -1) echoes.current.splice(0, echo + 1);
    if (echo !== -1 || mounted.model.getValue() === value) return;
    if (readOnly) mounted.model.setValue(value);
    else createHandle(mounted.monaco, mounted.view, mounted.model).replaceAll(value);
  }, [mounted, value, readOnly]);
  // After every drawing, not only when `value` changes: text that came back to what `value` is has no echo to wait for. Forgetting it
  // earlier, when it is typed, would take the echo of the drawing under way for a text from elsewhere, and lose what was typed since.
  useEffect(() => {
    if (mounted?.model.getValue() === value) echoes.current = [];
  });
  useEffect(() => {
    if (mounted !== null) mounted.monaco.editor.setModelLanguage(mounted.model, language);
  }, [mounted, language]);
  useEffect(() => {
    if (mounted !== null) applyTheme(mounted.monaco, shown);
  }, [mounted, shown]);
  useEffect(() => {
    if (mounted === null) return;
    markProblems(mounted.monaco, mounted.model, problems);
    offerFixes(mounted.model, value, problems);
  }, [mounted, problems, value]);
  useEffect(() => {
    if (mounted === null || marks.length === 0) return undefined;
    const { monaco, view, model } = mounted;
    const drawn = view.createDecorationsCollection(drawMarks(monaco, model, marks));
    revealMark(monaco, view, model, marks);
    return () => drawn.clear();
  }, [mounted, marks]);
  useEffect(() => {
    if (mounted === null || spots === undefined) return undefined;
    const watched = watchSpots(mounted.monaco, mounted.view, mounted.model, spots);
    return () => watched.dispose();
  }, [mounted, spots]);
  useEffect(() => {
    if (mounted !== null && knowledge !== undefined) tellModel(mounted.model, knowledge);
  }, [mounted, knowledge]);
  useEffect(() => {
    mounted?.view.updateOptions({ ariaLabel: label, wordWrap: wrap ? 'on' : 'off' });
  }, [mounted, label, wrap]);

  const retry = (): void => {
    setFailure(null);
    setLoading(loadMonaco());
  };
  return (
    <div className={clsx('relative min-h-0 min-w-0', className)}>
      <div ref={host} className="absolute inset-0" />
      {mounted === null && failure === null && (
        <output aria-label="Loading the editor" className="absolute inset-0 flex flex-col gap-3 p-4">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-2/5" />
        </output>
      )}
      {failure !== null && (
        <div className="absolute inset-0 overflow-auto">
          <ErrorState title="The editor could not be loaded" error={failure} onRetry={retry} />
        </div>
      )}
    </div>
  );
}
