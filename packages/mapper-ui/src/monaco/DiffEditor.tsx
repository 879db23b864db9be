import { clsx } from 'clsx';
import type { editor } from 'monaco-editor/editor/editor.api';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ErrorState } from '../components/ErrorState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useTheme } from '../state/useTheme.ts';
import { DIFF_OPTIONS } from './editor-options.ts';
import { applyTheme } from './editor-theme.ts';
import { loadMonaco } from './load-monaco.ts';
import type { Monaco } from './load-monaco.ts';

/** One side: its accessible name, and its text. */
export interface DiffSide {
  label: string;
  language: 'jsonata' | 'handlebars' | 'json' | 'plaintext';
  text: string;
}

interface DiffEditorProps {
  original: DiffSide;
  modified: DiffSide;
  /** Both in one column, else side by side. */
  inline?: boolean;
  className?: string;
}

interface Mounted {
  monaco: Monaco;
  view: editor.IStandaloneDiffEditor;
  /** What compares. One that Monaco makes of the texts by itself it never lets go of. */
  comparison: editor.IDiffEditorViewModel;
  models: { original: editor.ITextModel; modified: editor.ITextModel };
}

/** Two texts and what differs between them, to read only. Monaco is fetched when the first one is mounted. */
export function DiffEditor({ original, modified, inline = false, className }: DiffEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState<Mounted | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [loading, setLoading] = useState(loadMonaco);
  const { shown } = useTheme();
  const mount = useEffectEvent((monaco: Monaco, element: HTMLDivElement): Mounted => {
    applyTheme(monaco, shown);
    const models = {
      original: monaco.editor.createModel(original.text, original.language),
      modified: monaco.editor.createModel(modified.text, modified.language),
    };
    const view = monaco.editor.createDiffEditor(element, { ...DIFF_OPTIONS, renderSideBySide: !inline });
    const comparison = view.createViewModel(models);
    view.setModel(comparison);
    return { monaco, view, comparison, models };
  });

  useEffect(() => {
    let gone = false;
    let current: Mounted | undefined;
    const begin = async (): Promise<void> => {
      try {
        const monaco = await loading;
        if (gone || host.current === null) return;
        current = mount(monaco, host.current);
        setMounted(current);
      } catch (error) {
        if (!gone) setFailure(error);
      }
    };
    void begin();
    return () => {
      gone = true;
      if (current === undefined) return;
      setMounted(null);
      const { view, comparison, models } = current;
      view.dispose();
      // Gives up what is under way, which would throw over texts that are gone.
      comparison.dispose();
      models.original.dispose();
      models.modified.dispose();
    };
  }, [loading]);

  useEffect(() => {
    if (mounted === null) return;
    const { monaco, models } = mounted;
    for (const [model, side] of [
      [models.original, original],
      [models.modified, modified],
    ] as const) {
      monaco.editor.setModelLanguage(model, side.language);
      if (model.getValue() !== side.text) model.setValue(side.text);
    }
  }, [mounted, original, modified]);
  useEffect(() => {
    if (mounted === null) return;
    mounted.view.updateOptions({ renderSideBySide: !inline });
    mounted.view.getOriginalEditor().updateOptions({ ariaLabel: original.label });
    mounted.view.getModifiedEditor().updateOptions({ ariaLabel: modified.label });
  }, [mounted, inline, original.label, modified.label]);
  useEffect(() => {
    if (mounted !== null) applyTheme(mounted.monaco, shown);
  }, [mounted, shown]);

  return (
    <div className={clsx('relative min-h-0 min-w-0', className)}>
      <div ref={host} className="absolute inset-0" />
      {mounted === null && failure === null && (
        <output aria-label="Loading the editor" className="absolute inset-0 flex flex-col gap-3 p-4">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-1/2" />
        </output>
      )}
      {failure !== null && (
        <div className="absolute inset-0 overflow-auto">
          <ErrorState
            title="The comparison could not be loaded"
            error={failure}
            onRetry={() => {
              setFailure(null);
              setLoading(loadMonaco());
            }}
          />
        </div>
      )}
    </div>
  );
}
