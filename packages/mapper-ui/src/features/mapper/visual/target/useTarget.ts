import { readTargetText, removeExtraRows } from '@postmap/engine';
import type { Target, TargetText } from '@postmap/engine';
import { useMemo } from 'react';
import type { DraftState } from '../../useTemplateDraft.ts';
import type { MappingState } from '../useMapping.ts';

/** What the receiver wants, if somebody said so. */
export interface TargetState {
  text: TargetText | null;
  target: Target | undefined;
  /** The same, if it was read from a sample output: its examples are what the output should be. */
  sample: Target | undefined;
  /** Pointers of the fields that must be there. */
  required: ReadonlySet<string>;
  /** Makes it part of the draft, which is saved with the template; null takes it away. */
  keep: (text: TargetText | null) => void;
  /** Takes the rows that it does not have out of the newest source, as one step to undo. */
  removeExtra: (mapping: Pick<MappingState, 'shape' | 'push'>) => void;
}

export function useTarget({
  content: { target: text },
  latest,
  change,
}: Pick<DraftState, 'content' | 'latest' | 'change'>): TargetState {
  const target = useMemo(() => (text === null ? undefined : readTargetText(text).target), [text]);
  const required = useMemo(
    () => new Set(target?.fields.filter((field) => field.required).map(({ pointer }) => pointer)),
    [target],
  );
  const removeExtra: TargetState['removeExtra'] = ({ shape, push }) => {
    if (target === undefined) return;
    const { edits } = removeExtraRows(latest().source, target, { shape });
    if (edits.length > 0) push(edits);
  };
  const sample = text?.kind === 'sample' ? target : undefined;
  return { text, target, sample, required, keep: (next) => change({ target: next }), removeExtra };
}
