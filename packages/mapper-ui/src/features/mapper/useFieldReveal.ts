import type { ReadRole } from '@postmap/engine';
import { useEffect, useState } from 'react';
import type { TreeRow } from '../../core/mapper/tree-rows.ts';
import type { Sought } from './lineage/useLineageMoves.ts';

interface RevealParts {
  rows: readonly TreeRow[];
  /** Fields that lineage leads to: of new ones the first is brought into view, and what the others are in is opened. */
  marks: ReadonlyMap<string, ReadRole>;
  /** A field that is to be shown, and to get the keys. */
  sought: Sought<string> | null;
  open: (ids: readonly string[]) => void;
  /** Makes a row active and scrolls to it. */
  goTo: (index: number, takesKeys: boolean) => void;
  /** What is to be shown is filtered out. */
  onUnfilter: () => void;
  /** What was sought is shown, or is nowhere. */
  onFound: () => void;
}

/** Fields whose parents are opened at most. */
const OPENED = 50;

/** Brings fields into view that something else than the tree leads to. */
export function useFieldReveal({ rows, marks, sought, open, goTo, onUnfilter, onFound }: RevealParts): void {
  const [seen, setSeen] = useState<Pick<RevealParts, 'marks' | 'sought'>>({ marks: new Map(), sought: null });
  const [pending, setPending] = useState<{ id: string; takesKeys: boolean; unfiltered: boolean } | null>(null);
  if (seen.marks !== marks || seen.sought !== sought) {
    setSeen({ marks, sought });
    const takesKeys = sought !== null && seen.sought !== sought;
    const [first] = marks.keys();
    const id = takesKeys ? sought.what : seen.marks === marks ? undefined : first;
    if (id !== undefined) {
      open([id, ...[...marks.keys()].slice(0, OPENED)].flatMap(listParents));
      setPending({ id, takesKeys, unfiltered: false });
    }
  }
  useEffect(() => {
    if (pending === null) return;
    const index = rows.findIndex(({ node }) => node.id === pending.id);
    if (index !== -1) goTo(index, pending.takesKeys);
    else if (!pending.unfiltered) onUnfilter();
    const goesOn = index === -1 && !pending.unfiltered;
    setPending(goesOn ? { ...pending, unfiltered: true } : null);
    if (!goesOn && pending.takesKeys) onFound();
    // Where the field is decides, not how one gets there.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [pending, rows]);
}

/** The ids of what a field is in, outermost first. */
function listParents(id: string): string[] {
  const names = id.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}
