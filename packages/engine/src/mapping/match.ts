import type { Scalar, ValueType } from '../shapes/shape.ts';
import type { NameWords } from './name-similarity.ts';
import type { SourceField, SourceIndex } from './source-index.ts';

/** A place of the output that something is looked for. */
export interface Wanted {
  /** Of the target. */
  pointer: string;
  type: ValueType | undefined;
  /** What the receiver's own sample has there. */
  example?: Scalar | undefined;
}

/** What could feed a place. */
export interface Match {
  field: SourceField;
  /** What is read, and texts between: more than the field where a text is made of several. */
  parts: readonly (SourceField | string)[];
  /** What goes around the path; undefined: whatever makes it the type that is wanted. */
  around: Around | undefined;
  /** From 0 to 1. */
  score: number;
  /** For people. */
  why: string;
}

export interface Around {
  before: string;
  after: string;
}

/** What the values of a whole target tell about where the rest of it comes from. */
export interface Hints {
  /**
   * By the pointer of an object of the target, and of all together under `*`: how many values are found in what a pointer of the payload holds, and
   * nowhere else. What comes from an object mostly comes from that one.
   */
  holders: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The target was made of this payload, so that another value is another field. */
  isRelated: boolean;
}

/** What is looked for, and among what. */
export interface Search {
  wanted: Wanted;
  /** Of the place that is wanted. */
  words: NameWords;
  sources: SourceIndex;
  hints: Hints;
  /** Whether a field is one value from where it is to be read. */
  isReadable: (field: SourceField) => boolean;
}
