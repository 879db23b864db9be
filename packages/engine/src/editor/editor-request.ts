import type { Span } from '../diagnostics/diagnostic.ts';
import type { Format } from '../formats/format.ts';
import type { Language, RenderContext } from '../languages/language.ts';
import type { Shape } from '../shapes/shape.ts';

/** The text being edited; it need not parse. */
export interface EditorTemplate {
  language: Language;
  source: string;
  format: Format;
}

/** What the editor knows when it asks. Offsets count UTF-16 units of `template.source`. */
export interface EditorRequest {
  template: EditorTemplate;
  offset: number;
  /** What is known of all payloads; without it, what `sample` shows. */
  shape?: Shape | undefined;
  /** The payload that values are shown from. */
  sample?: unknown;
  /** What `$event`, `$customer` and `$trigger` hold. */
  context?: RenderContext | undefined;
  /** Names that `{{> name}}` may insert. */
  partialNames?: readonly string[] | undefined;
}

export type CompletionKind =
  'field' | 'list' | 'object' | 'function' | 'variable' | 'parameter' | 'keyword' | 'block' | 'partial';

export interface CompletionItem {
  /** What is listed and matched against what was typed. */
  label: string;
  kind: CompletionKind;
  /** Of a field further down than what is in scope: what stands before its name in `insertText`, such as `order.customer`. */
  holder?: string;
  /** What the text in `span` is matched against, where that is not the label. */
  filterText?: string;
  /** What takes the place of `span`. */
  insertText: string;
  /** In `insertText`, `$0` and `${1:name}` are places to type at, and `\$`, `\}` and `\\` stand for the characters. */
  isSnippet: boolean;
  /** From the beginning of the word at the caret; it always contains the caret. */
  span: Span;
  /** One short line: the value in the sample, else the type; a function's arguments. */
  detail: string;
  /** Markdown; empty where there is nothing to add. */
  documentation: string;
  /** The value in the sample as one short line of JSON, or a count such as `3 items`; absent where it has none. */
  sampleValue?: string;
}

export interface Completion {
  /**
   * In the order to show them: fields as the payload has them, then variables, then what the language has, then fields further down whose name is
   * typed.
   */
  items: CompletionItem[];
  /** There are more than could be listed: ask again after the next key. */
  isIncomplete: boolean;
}

export interface Hover {
  span: Span;
  /** The path, signature or name, to be shown as code of the template's language. */
  signature: string;
  /** Markdown. */
  text: string;
  /** Values of the sample, each one short line of JSON. */
  values: string[];
  /** Where in the payload it comes from, such as `order.items[].sku`; absent where it is computed. */
  path?: string;
}

export interface SignatureParameter {
  name: string;
  /** Markdown. */
  text: string;
  isOptional: boolean;
}

export interface SignatureHelp {
  /** As it is called: `$substring(text, start, length?)`. */
  signature: string;
  /** Markdown. */
  text: string;
  parameters: SignatureParameter[];
  /** Of `parameters`; their number where the caret is past the last one. */
  activeParameter: number;
  /** The first parameter is given by what stands before the call: `name.$length()`, `name ~> $substring(1)`. */
  isFirstGiven: boolean;
}

export interface Edit extends Span {
  text: string;
}

/** A variable, lambda parameter or block parameter, and where it occurs. */
export interface SymbolOccurrences {
  /** With its `$` in JSONata. */
  name: string;
  /** Where it gets its value; the first is the definition. */
  definitions: Span[];
  /** All of its occurrences, definitions too, in source order. */
  occurrences: Span[];
}

/** Edits in source order that do not overlap, or why there are none, for people. */
export type RenameResult = { edits: Edit[] } | { refusal: string };

export interface Formatting {
  /** The formatted text; where `reason` is set, the text as it was. */
  source: string;
  /** Why it was left as it is: it does not parse, or the language is not formatted. */
  reason?: string;
}

/** The names that the page's theme has colours for. */
export const SEMANTIC_TOKEN_TYPES = [
  'comment',
  'key',
  'string',
  'number',
  'constant',
  'regexp',
  'path',
  'variable',
  'parameter',
  'function',
  'condition',
  'loop',
  'operator',
  'delimiter',
] as const;
export type SemanticTokenType = (typeof SEMANTIC_TOKEN_TYPES)[number];

/** `definition`: it gets its value here. `builtIn`: the language or Postmap has it. `unknown`: nothing defines it. */
export const SEMANTIC_TOKEN_MODIFIERS = ['definition', 'builtIn', 'unknown'] as const;
export type SemanticTokenModifier = (typeof SEMANTIC_TOKEN_MODIFIERS)[number];

/** Tokens do not overlap; one may span lines. */
export interface SemanticToken extends Span {
  type: SemanticTokenType;
  modifiers: SemanticTokenModifier[];
}

export interface QuickFix {
  title: string;
  edits: Edit[];
  /** What it mends, by its code and span. */
  code: string;
  span: Span | undefined;
}

/** One step down a payload; `isList` where its value is an array whose items the next step is in. */
export interface FieldStep {
  key: string;
  isList: boolean;
}
