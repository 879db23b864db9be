import type { TreeRow } from '../../../../core/mapper/tree-rows.ts';

/** The source tree as it shows now. */
export interface ShownSource {
  readonly rows: readonly TreeRow[];
  readonly rowHeight: number;
  /** What scrolls; its first row is at its top. */
  readonly scroller: HTMLElement;
  /** The field that was chosen last. */
  readonly active: string | null;
}

/** Tells what is drawn beside the tree how it shows, without drawing what is between them anew. */
export interface SourceView {
  show: (shown: ShownSource | null) => void;
  read: () => ShownSource | null;
  subscribe: (listener: () => void) => () => void;
}

export function createSourceView(): SourceView {
  let shown: ShownSource | null = null;
  const listeners = new Set<() => void>();
  return {
    show(next) {
      shown = next;
      for (const listener of listeners) listener();
    },
    read: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
