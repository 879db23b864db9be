import type { Target } from '@postmap/engine';
import { useMemo, useState } from 'react';
import { isRecord } from '../../../../core/mapper/field-tree.ts';
import { readTargetDraft, TARGET_KINDS } from '../../../../core/mapping/target-draft.ts';
import type { TargetDraft } from '../../../../core/mapping/target-draft.ts';

/** What the receiver wants, if somebody said so. */
export interface TargetState {
  draft: TargetDraft | null;
  target: Target | undefined;
  /** Pointers of the fields that must be there. */
  required: ReadonlySet<string>;
  /** Null forgets it. */
  keep: (draft: TargetDraft | null) => void;
  /** It could not be kept in this browser: it lasts until the page is closed. */
  passing: boolean;
}

/** The target of a template, kept in this browser: the template itself does not need it. */
export function useTarget(templateId: string): TargetState {
  const key = `postmap.mapper-target.${templateId}`;
  const [draft, setDraft] = useState(() => readKept(key));
  const [passing, setPassing] = useState(false);
  const target = useMemo(() => (draft === null ? undefined : readTargetDraft(draft).target), [draft]);
  const required = useMemo(
    () => new Set(target?.fields.filter((field) => field.required).map(({ pointer }) => pointer)),
    [target],
  );
  const keep = (next: TargetDraft | null): void => {
    setDraft(next);
    try {
      if (next === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(next));
      setPassing(false);
    } catch {
      // Storage is full or forbidden: the panel says so.
      setPassing(true);
    }
  };
  return { draft, target, required, keep, passing };
}

function readKept(key: string): TargetDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!isRecord(kept)) return null;
    const { kind: wanted, text, operation } = kept;
    const kind = TARGET_KINDS.find((one) => one === wanted);
    if (kind === undefined || typeof text !== 'string') return null;
    return { kind, text, operation: typeof operation === 'string' ? operation : undefined };
  } catch {
    // What cannot be read is as good as not there.
    return null;
  }
}
