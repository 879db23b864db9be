import { useCallback } from 'react';
import { announceError } from '../../components/Toast.tsx';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import type { DrawerTab } from './Drawer.tsx';
import type { PreviewState } from './usePreview.ts';
import type { Problems } from './useProblems.ts';
import type { DraftState } from './useTemplateDraft.ts';
import type { VisualState } from './visual/useVisual.ts';

interface ProblemMovesParts {
  found: Problems;
  visual: VisualState;
  editor: EditorHandle | null;
  preview: PreviewState;
  latest: DraftState['latest'];
  showTab: (tab: DrawerTab) => void;
}

/** What can be done about what is wrong with a draft. */
export interface ProblemMoves {
  goTo: (problem: EditorProblem) => void;
  fix: (problem: EditorProblem) => void;
  next: () => void;
  /** Lays the text out, or says why not. */
  tidy: () => void;
}

export function useProblemMoves({ found, visual, editor, preview, latest, showTab }: ProblemMovesParts): ProblemMoves {
  const tidy = useCallback(() => {
    const reason = editor?.format();
    if (reason !== undefined) announceError(new Error(reason), 'The text is left as it is');
  }, [editor]);
  return {
    goTo(problem) {
      found.choose(problem);
      if (problem.span !== undefined) visual.goTo(problem.span);
    },
    fix({ fix }) {
      // Of an older text its places say nothing.
      if (fix === undefined || preview.source !== latest().source) return;
      visual.mapping.push(fix.edits);
    },
    next() {
      if (found.list.some(({ span }) => span !== undefined)) visual.nextProblem();
      else showTab('problems');
    },
    tidy,
  };
}
