import type { FieldNode } from '../../core/mapper/field-tree.ts';

/** What letting go of a dragged field would do. */
export interface DropPlan {
  /** In words, for whoever is about to let go. */
  words: string;
  drop: () => void;
}

/** A part of the mapper that takes fields. */
export interface DropTarget {
  /** Asked at every move of the pointer, in pixels of the window; undefined where letting go does nothing. */
  plan: (node: FieldNode, x: number, y: number) => DropPlan | undefined;
  /** The drag is over, whatever became of it. */
  end?: () => void;
}
