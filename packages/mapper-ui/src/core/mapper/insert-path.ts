import type { Language } from '@postmap/engine';
import type { FactName } from '../fact-words.ts';
import type { FieldNode } from './field-tree.ts';
import { writeHandlebarsPath, writeJsonataPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { HELPER_NAMES } from './handlebars-helpers.ts';
import { locateHandlebarsCaret } from './handlebars-scope.ts';
import { locateJsonataCaret } from './jsonata-scope.ts';
import type { ScopePath } from './jsonata-scope.ts';

/** The text that reads the field when it is put at `offset` of `source`: relative to the scope there where it can be. */
export function writeInsertion(language: Language, source: string, offset: number, node: FieldNode): string {
  return language === 'jsonata' ? insertJsonata(source, offset, node.path) : insertHandlebars(source, offset, node);
}

/** The text that reads a fact of the event when it is put at `offset` of `source`. */
export function writeFactInsertion(language: Language, source: string, offset: number, fact: FactName): string {
  if (language === 'jsonata') return `$event.facts.${fact}`;
  const path = `@event.facts.${fact}`;
  return locateHandlebarsCaret(source, offset).kind === 'text' ? `{{${path}}}` : path;
}

/** The path from the payload's root, for copying. */
export function writeRootPath(language: Language, path: FieldPath): string {
  return language === 'jsonata' ? writeJsonataPath(path) : writeHandlebarsPath(path, HELPER_NAMES);
}

function insertJsonata(source: string, offset: number, path: FieldPath): string {
  const caret = locateJsonataCaret(source, offset);
  const scope = caret.kind === 'nothing' ? [] : caret.scope;
  const relative = relativeTo(path, scope);
  if (relative !== undefined) return writeJsonataPath(relative);
  return caret.kind === 'child' ? writeJsonataPath(path) : `$$.${writeJsonataPath(path).replace(/^\$\./, '')}`;
}

function insertHandlebars(source: string, offset: number, node: FieldNode): string {
  const caret = locateHandlebarsCaret(source, offset);
  const scope = caret.kind === 'text' || caret.kind === 'expression' ? caret.scope : [];
  const relative = relativeTo(node.path, scope);
  const text =
    relative === undefined ? `@root.${writeHandlebarsPath(node.path)}` : writeHandlebarsPath(relative, HELPER_NAMES);
  if (caret.kind !== 'text') return text;
  return node.kind === 'array' ? `{{#each ${text}}}{{/each}}` : `{{${text}}}`;
}

/** The rest of the path below the scope; undefined when it does not lie there, or would be empty. */
function relativeTo(path: FieldPath, scope: ScopePath): FieldPath | undefined {
  if (scope === undefined || scope.length >= path.length) return undefined;
  return scope.every((key, index) => path[index]?.key === key) ? path.slice(scope.length) : undefined;
}
