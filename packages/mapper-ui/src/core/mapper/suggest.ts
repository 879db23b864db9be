import type { Language } from '@postmap/engine';
import { describeFunctions } from './function-reference.ts';
import { findField } from './field-tree.ts';
import type { FieldNode } from './field-tree.ts';
import { writeHandlebarsName, writeJsonataName } from './field-path.ts';
import { HANDLEBARS_DATA, HANDLEBARS_HELPERS, HELPER_NAMES } from './handlebars-helpers.ts';
import { locateHandlebarsCaret } from './handlebars-scope.ts';
import type { HandlebarsCaret } from './handlebars-scope.ts';
import { JSONATA_CONTEXT, JSONATA_FUNCTIONS } from './jsonata-functions.ts';
import { locateJsonataCaret } from './jsonata-scope.ts';
import type { JsonataCaret, ScopePath } from './jsonata-scope.ts';
import { previewField } from './preview-value.ts';

/** One entry of the completion list; it replaces the text from `start` to the caret. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'field' | 'list' | 'function' | 'variable' | 'block';
  /** A field's live value, a function's arguments; `documentation` is Markdown. */
  readonly detail: string;
  readonly documentation: string;
  /** With `snippet`, `$0` is where the caret goes. */
  readonly insert: string;
  readonly snippet: boolean;
}

export interface Suggestions {
  readonly start: number;
  readonly items: Suggestion[];
}

/** Fields that can be named: those of the sample, and those of `event`, `customer` and `trigger`. */
export interface KnownFields {
  readonly payload: FieldNode | null;
  readonly context: FieldNode | null;
}

/** What can be typed at `offset`: the sample's fields in the scope there, with their values, and what the language has. */
export function suggestAt(
  language: Language,
  source: string,
  offset: number,
  { payload: root, context }: KnownFields,
): Suggestions | undefined {
  const inContext = context === null ? undefined : suggestContext(language, source.slice(0, offset), context);
  if (inContext !== undefined) return inContext;
  if (language === 'jsonata') return suggestJsonata(locateJsonataCaret(source, offset), root);
  const ahead = source.slice(offset);
  return suggestHandlebars(locateHandlebarsCaret(source, offset), root, /^\s*~?\}\}/.test(ahead));
}

/** What follows `$event.`, `@customer.` and their like, as far as it is plain names. */
function suggestContext(language: Language, before: string, context: FieldNode): Suggestions | undefined {
  const pattern =
    language === 'jsonata'
      ? /\$((?:event|customer|trigger)(?:\.\w+)*)\.(\w*)$/
      : /\{\{[^}]*@((?:event|customer|trigger)(?:\.\w+)*)\.(\w*)$/;
  const [, path = '', typed = ''] = pattern.exec(before) ?? [];
  if (path === '') return undefined;
  const fields = findField(context, path.split('.'))?.children ?? [];
  return { start: before.length - typed.length, items: fields.map((node) => describeField(node, node.key)) };
}

function suggestJsonata(caret: JsonataCaret, root: FieldNode | null): Suggestions | undefined {
  if (caret.kind === 'nothing') return undefined;
  const fields = listFields(root, caret.scope).map((node) => describeField(node, writeJsonataName(node.key)));
  if (caret.kind === 'child') return { start: caret.start, items: fields };
  const functions = [...describeFunctions('jsonata'), ...JSONATA_FUNCTIONS].map(({ name, signature, text }) => ({
    label: name,
    kind: 'function' as const,
    detail: signature.slice(name.length),
    documentation: text,
    insert: signature.endsWith('()') ? `${escapeSnippet(name)}()` : `${escapeSnippet(name)}($0)`,
    snippet: true,
  }));
  const context = JSONATA_CONTEXT.map(({ name, text }) => describeVariable(name, text));
  const variables = caret.variables.map((name) => describeVariable(name, 'A variable of this expression.'));
  return { start: caret.start, items: [...fields, ...variables, ...context, ...functions] };
}

function suggestHandlebars(caret: HandlebarsCaret, root: FieldNode | null, closed: boolean): Suggestions | undefined {
  if (caret.kind === 'nothing' || caret.kind === 'text') return undefined;
  if (caret.kind === 'close') {
    if (caret.helper === undefined) return undefined;
    return { start: caret.start, items: [{ ...describeVariable(caret.helper, 'Closes the block.'), kind: 'block' }] };
  }
  if (caret.kind === 'block') {
    const items = HANDLEBARS_HELPERS.filter(({ block }) => block).map(({ name, signature, text }) => ({
      label: name,
      kind: 'block' as const,
      detail: signature,
      documentation: text,
      insert: closed ? `${name} $0` : `${name} $0}}{{/${name}}}`,
      snippet: true,
    }));
    return { start: caret.start, items };
  }
  const fields = listFields(root, caret.scope).map((node) => {
    const name = writeHandlebarsName(node.key);
    return describeField(node, caret.root && HELPER_NAMES.has(name) ? `this.${name}` : name);
  });
  if (!caret.root) return { start: caret.start, items: fields };
  const inLoop = caret.blocks.some(({ helper }) => helper === 'each');
  const names = HANDLEBARS_DATA.filter(({ loop }) => inLoop || !loop).map(({ name, text }) =>
    describeVariable(name, text),
  );
  const callable = caret.first
    ? [...describeFunctions('handlebars'), ...HANDLEBARS_HELPERS.filter(({ block }) => !block)]
    : [];
  const helpers = callable.map(({ name, signature, text }) => ({
    ...describeVariable(name, text),
    kind: 'function' as const,
    detail: signature.replaceAll(/^\{\{|\}\}$/g, '').slice(name.length),
    insert: `${name} `,
  }));
  return { start: caret.start, items: [...fields, ...helpers, ...names] };
}

function listFields(root: FieldNode | null, scope: ScopePath): readonly FieldNode[] {
  return root === null || scope === undefined ? [] : (findField(root, scope)?.children ?? []);
}

function describeField(node: FieldNode, insert: string): Suggestion {
  return {
    label: node.key,
    kind: node.kind === 'array' ? 'list' : 'field',
    detail: previewField(node),
    documentation: '',
    insert,
    snippet: false,
  };
}

function describeVariable(name: string, text: string): Suggestion {
  return { label: name, kind: 'variable', detail: '', documentation: text, insert: name, snippet: false };
}

function escapeSnippet(text: string): string {
  return text.replaceAll('$', '\\$');
}
