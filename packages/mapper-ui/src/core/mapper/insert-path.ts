import { functionReference, helperReference, writeInsertion } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import type { FactName } from '../fact-words.ts';
import type { EditorKnowledge } from './editor-knowledge.ts';
import type { FieldNode } from './field-tree.ts';
import { writeHandlebarsPath, writeJsonataPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

/** A place of a template, and what is known of the payload there. */
export interface InsertionPlace {
  readonly language: Language;
  readonly source: string;
  readonly offset: number;
  readonly knowledge: EditorKnowledge;
}

/** Words that call a helper in Handlebars; a field of the same name is read as `this.date`. */
export const HELPER_NAMES: ReadonlySet<string> = new Set(
  [...helperReference, ...functionReference].map(({ name }) => name),
);

/** The text that reads the field when it is put at the place: relative to the scope there where it can be. */
export function writeFieldInsertion(place: InsertionPlace, { path }: Pick<FieldNode, 'path'>): string {
  const { language, source, offset, knowledge } = place;
  const { format, ...known } = knowledge;
  return writeInsertion(
    { template: { language, source, format }, offset, ...known },
    path.map(({ key, many }) => ({ key, isList: many })),
  );
}

/** The text that reads a fact of the event when it is put at the place. */
export function writeFactInsertion(place: InsertionPlace, fact: FactName): string {
  if (place.language === 'jsonata') return `$event.facts.${fact}`;
  const path = `@event.facts.${fact}`;
  // A field gets braces of its own where the place is not within braces, and so does a fact.
  const isText = writeFieldInsertion(place, { path: [{ key: fact, many: false }] }).startsWith('{{');
  return isText ? `{{${path}}}` : path;
}

/** The path from the payload's root, for copying. */
export function writeRootPath(language: Language, path: FieldPath): string {
  return language === 'jsonata' ? writeJsonataPath(path) : writeHandlebarsPath(path, HELPER_NAMES);
}
