import { complete } from '@postmap/engine';
import type { CompletionItem, Span } from '@postmap/engine';
import type { EditorKnowledge } from '../mapper/editor-knowledge.ts';

/** A part of a template that is being typed, with what stands around it. */
export interface TypedPart {
  before: string;
  text: string;
  after: string;
}

export interface Suggestions {
  /** In the order to show them; spans are of the typed text. */
  items: CompletionItem[];
  /** A name begins with the word at the caret: it may be on its way to be one. */
  continues: boolean;
}

const SHOWN = 8;
/** Of the fields that are called as the value: room is left for others. */
const MOST_NAMED = 4;

/** What the target's sample has in a place, to be taken as it is; `text` is how it is typed there. */
export function suggestExample(text: string): CompletionItem {
  return suggestText(text, text, 'as in the target');
}

const CONTAINERS = [
  suggestText('{}', '{ }', 'an object, its fields next'),
  suggestText('[{}]', '[{ }]', 'a list of one object, its fields next'),
];

/** Whether taking it says all there is to say. */
export function isWhole({ detail }: CompletionItem): boolean {
  return CONTAINERS.some((one) => one.detail === detail);
}

function suggestText(insertText: string, label: string, detail: string): CompletionItem {
  return {
    label,
    kind: 'keyword',
    insertText,
    isSnippet: false,
    span: { start: 0, end: 0 },
    detail,
    documentation: '',
  };
}

/**
 * What can be typed at the caret, in few: names in scope that begin with the word there, names that have it in them and functions called so, then
 * fields further down, then the rest. A name that is there already is left out.
 */
export function suggest(part: TypedPart, caret: number, known: EditorKnowledge): Suggestions {
  return rankItems(part, caret, known, (word, typed) => word !== typed);
}

/**
 * For an empty value what the target's sample has there, the fields that are called as what it is for, an object and a list, then what else there is.
 */
export function suggestFor(
  wanted: string,
  part: TypedPart,
  known: EditorKnowledge,
  example: CompletionItem | undefined,
): Suggestions {
  const name = wanted.replaceAll(/[^\p{L}\p{N}_]+/gu, '_');
  const named = rankItems({ ...part, text: name }, name.length, known, () => true).items;
  const here = { start: 0, end: 0 };
  const fields = named.filter(({ kind }) => kind === 'field' || kind === 'list' || kind === 'object');
  const rest = suggest({ ...part, text: '' }, 0, known).items;
  const seen = new Set(fields.map(({ insertText }) => insertText));
  const items = [
    ...(example === undefined ? [] : [example]),
    ...fields.slice(0, MOST_NAMED).map((item) => ({ ...item, span: here })),
    ...CONTAINERS,
    ...rest.filter(({ insertText }) => !seen.has(insertText)),
  ];
  return { items: items.slice(0, SHOWN), continues: false };
}

function rankItems(
  { before, text, after }: TypedPart,
  caret: number,
  { format, ...known }: EditorKnowledge,
  isWanted: (word: string, typed: string) => boolean,
): Suggestions {
  const template = { language: 'jsonata', source: before + text + after, format } as const;
  const offset = before.length;
  const items = complete({ template, offset: offset + caret, ...known }).items.map((item) => ({
    ...item,
    span: shift(item.span, -offset),
  }));
  const typed = text.slice(items[0]?.span.start ?? caret, caret).toLowerCase();
  // Right behind what may be the end, words would only stand in the way of it.
  const isBehind = typed === '' && /\S$/.test(text.slice(0, caret));
  const ranked = items.flatMap((item) => {
    const { label, filterText = label, holder } = item;
    if (isBehind && item.kind === 'keyword') return [];
    const word = filterText.toLowerCase();
    const at = holder !== undefined || isWanted(word, typed) ? rank(item, word, typed) : undefined;
    return at === undefined ? [] : [{ item, at }];
  });
  return {
    items: ranked
      .toSorted((a, b) => a.at - b.at)
      .slice(0, SHOWN)
      .map(({ item }) => item),
    continues: ranked.some(
      ({ item: { label }, at }) => at === BEGINS || (at === FURTHER && label.toLowerCase().startsWith(typed)),
    ),
  };
}

const BEGINS = 0;
const HAS = 1;
const FURTHER = 2;
const LAST = 3;

function rank({ holder, kind }: CompletionItem, word: string, typed: string): number | undefined {
  // The engine has matched and ranked these.
  if (holder !== undefined) return FURTHER;
  if (word.startsWith(typed)) return BEGINS;
  if (!word.includes(typed)) return undefined;
  return kind !== 'function' || word.startsWith(`$${typed}`) ? HAS : LAST;
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
