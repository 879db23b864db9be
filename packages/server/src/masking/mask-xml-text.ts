import { maskFormText } from './mask-form-text.ts';
import { findMaskRule, hideValue, inheritMaskRule, type MaskRule } from './mask-rules.ts';

interface Element {
  readonly name: string;
  readonly rule: MaskRule | null;
}

/** Deeper documents forget their outermost elements, so that a hostile one costs no more than its length. */
const MAX_OPEN_ELEMENTS = 256;

const CDATA_START = '<![CDATA[';

/**
 * Masks XML, and HTML as far as it looks like it: the text of elements and the values of attributes, by their local
 * names. Reads what is there, well-formed or cut; everything that is not hidden stays as it is.
 */
export function maskXmlText(text: string): string {
  const open: Element[] = [];
  let output = '';
  let position = 0;
  while (position < text.length) {
    const isMarkup = /^<[A-Za-z_/!?]/.test(text.slice(position, position + 2));
    const end = isMarkup ? findMarkupEnd(text, position) : indexOrEnd(text, '<', position + 1);
    const part = text.slice(position, end);
    if (!isMarkup) output += maskContent(part, open.at(-1));
    else if (part.startsWith(CDATA_START)) output += maskCdata(part, open.at(-1));
    else output += maskTag(part, open);
    position = end;
  }
  return output;
}

function findMarkupEnd(text: string, start: number): number {
  if (text.startsWith(CDATA_START, start)) return indexOrEnd(text, ']]>', start, 3);
  if (text.startsWith('<!--', start)) return indexOrEnd(text, '-->', start, 3);
  let quote = '';
  for (let position = start + 1; position < text.length; position += 1) {
    const character = text.charAt(position);
    // Never inside a tag that is well-formed; in others a stray quote must not swallow the elements that follow.
    if (character === '<') return position;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return position + 1;
  }
  return text.length;
}

function maskTag(tag: string, open: Element[]): string {
  const [, slash = '', qualified = ''] = /^<(\/?)([^\s<>/!?"'=]{1,128})/.exec(tag) ?? [];
  if (qualified === '') return tag;
  const name = qualified.slice(qualified.lastIndexOf(':') + 1);
  if (slash === '/') {
    const index = open.findLastIndex((element) => element.name === name);
    if (index !== -1) open.length = index;
    return tag;
  }
  if (!tag.endsWith('/>')) {
    const outer = open.at(-1);
    open.push({ name, rule: inheritMaskRule(outer?.rule ?? null, findMaskRule(name, outer?.name)) });
    if (open.length > MAX_OPEN_ELEMENTS) open.shift();
  }
  return maskFormText(tag, name);
}

function maskContent(text: string, element: Element | undefined): string {
  const value = text.trim();
  if (value === '' || element === undefined || element.rule === null) return text;
  const hidden = hideValue(element.rule, value);
  return hidden === value ? text : text.replace(value, () => hidden);
}

function maskCdata(part: string, element: Element | undefined): string {
  const end = part.endsWith(']]>') ? -3 : part.length;
  const content = part.slice(CDATA_START.length, end);
  return (
    part.slice(0, CDATA_START.length) + maskContent(content, element) + part.slice(CDATA_START.length + content.length)
  );
}

function indexOrEnd(text: string, search: string, from: number, extra = 0): number {
  const index = text.indexOf(search, from);
  return index === -1 ? text.length : index + extra;
}
