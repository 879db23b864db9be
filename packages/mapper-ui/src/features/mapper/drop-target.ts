/** What letting go of what is dragged would do. */
export interface DropPlan {
  /** In words, for whoever is about to let go. */
  words: string;
  /** Undefined where nothing can be done. */
  drop: (() => void) | undefined;
}

/** A part of the mapper that takes what is dragged: fields of the source, or rows. */
export interface DropTarget<Dragged> {
  /** Asked at every move of the pointer, in pixels of the window; undefined where letting go does nothing. */
  plan: (dragged: Dragged, x: number, y: number) => DropPlan | undefined;
  /** The drag is over, whatever became of it. */
  end?: () => void;
}
