import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { nameProblem } from '../../core/mapper/name-problem.ts';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import type { PreviewState } from './usePreview.ts';

interface ProblemParts {
  /** What the server refused to save or publish. */
  refused: readonly EditorProblem[];
  preview: PreviewState;
  /** What is wrong around the template. */
  others: readonly EditorProblem[];
  source: string;
  editor: EditorHandle | null;
}

export interface Problems {
  list: readonly EditorProblem[];
  /** The name of the one that the caret is in, or that was chosen last. */
  chosen: string | undefined;
  choose: (problem: EditorProblem) => void;
}

/** Everything that is wrong with a draft; the caret chooses among it, as the list does. */
export function useProblems({ refused, preview, others, source, editor }: ProblemParts): Problems {
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const rendered = preview.outcome?.diagnostics;
  const isCurrent = preview.source === source;
  const list = useMemo(() => {
    const found = isCurrent ? rendered : rendered?.map((problem) => ({ ...problem, fix: undefined }));
    return [...mergeProblems(refused, found ?? []), ...others];
  }, [refused, rendered, isCurrent, others]);
  const follow = useEffectEvent((offset: number) => {
    const at = list.find(({ span }) => span !== undefined && span.start <= offset && offset <= span.end);
    setChosen(at === undefined ? undefined : nameProblem(at));
  });
  useEffect(() => editor?.onCaret((offset) => follow(offset)), [editor]);
  return { list, chosen, choose: (problem) => setChosen(nameProblem(problem)) };
}

/** The server finds what the preview found: that is one problem, and the preview knows its place. */
function mergeProblems(refused: readonly EditorProblem[], rendered: readonly EditorProblem[]): EditorProblem[] {
  const known = new Set(rendered.map(({ message }) => message));
  return [...refused.filter(({ message }) => !known.has(message)), ...rendered];
}
