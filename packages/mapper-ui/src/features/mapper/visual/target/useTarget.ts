import { readTargetText } from '@postmap/engine';
import type { Target, TargetText } from '@postmap/engine';
import { useMemo } from 'react';
import type { DraftState } from '../../useTemplateDraft.ts';

/** What the receiver wants, if somebody said so. */
export interface TargetState {
  text: TargetText | null;
  target: Target | undefined;
  /** Pointers of the fields that must be there. */
  required: ReadonlySet<string>;
  /** Makes it part of the draft, which is saved with the template; null takes it away. */
  keep: (text: TargetText | null) => void;
}

export function useTarget({ content: { target: text }, change }: Pick<DraftState, 'content' | 'change'>): TargetState {
  const target = useMemo(() => (text === null ? undefined : readTargetText(text).target), [text]);
  const required = useMemo(
    () => new Set(target?.fields.filter((field) => field.required).map(({ pointer }) => pointer)),
    [target],
  );
  return { text, target, required, keep: (next) => change({ target: next }) };
}
