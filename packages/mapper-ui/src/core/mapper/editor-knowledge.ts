import type { EditorRequest, Format } from '@postmap/engine';

/** What is known of a template besides its text: what the engine's editor services show and complete from. */
export interface EditorKnowledge extends Pick<EditorRequest, 'shape' | 'sample' | 'context' | 'partialNames'> {
  readonly format: Format;
}
