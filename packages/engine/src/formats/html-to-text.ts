import { decodeEntities } from './html-entities.ts';
import { TextWriter } from './text-writer.ts';

/** Elements whose content is not text for readers: it ends at the next end tag of the same name, whatever stands in it. */
const RAW_ELEMENTS: ReadonlySet<string> = new Set([
  'script',
  'style',
  'title',
  'template',
  'textarea',
  'iframe',
  'object',
]);

/** Line breaks before and after an element. */
const BREAKS: ReadonlyMap<string, number> = new Map([
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'dl', 'figure'].map((name) => [name, 2] as const),
  ...['div', 'table', 'tr', 'section', 'article', 'header', 'footer', 'main', 'nav', 'aside'].map(
    (name) => [name, 1] as const,
  ),
  ...['address', 'center', 'dt', 'dd', 'form', 'fieldset', 'figcaption', 'caption'].map((name) => [name, 1] as const),
]);

interface Tag {
  /** Lower case. */
  name: string;
  isEnd: boolean;
  /** All between `<` and `>`. */
  text: string;
  /** The offset after it. */
  end: number;
}

/**
 * The plain text of an HTML document, for the text part of an email: blocks on lines of their own, list items with a dash or a number, cells of
 * a row side by side, links as `label (https://…)`, images by their `alt`. Only http, https, mailto and tel addresses are written out. What no
 * reader sees (comments, styles, scripts, the title) is left out. Damaged HTML gives text too. Takes time in proportion to its length.
 */
export function htmlToText(html: string): string {
  const writer = new TextWriter();
  const lists: (number | null)[] = [];
  const links: { href: string; from: number }[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1 || open > at) writer.write(decodeEntities(html.slice(at, open === -1 ? html.length : open)));
    if (open === -1) break;
    const skipped = skipMarkup(html, open);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    const tag = readTag(html, open);
    if (tag === null) {
      writer.write('<');
      at = open + 1;
      continue;
    }
    at = tag.isEnd || !RAW_ELEMENTS.has(tag.name) ? tag.end : skipRaw(html, tag);
    applyTag(tag, writer, lists, links);
  }
  return writer.finish();
}

function applyTag(
  tag: Tag,
  writer: TextWriter,
  lists: (number | null)[],
  links: { href: string; from: number }[],
): void {
  const { name, isEnd } = tag;
  const breaks = BREAKS.get(name);
  if (breaks !== undefined) writer.breakLine(breaks);
  if (name === 'pre') writer.keepSpace(!isEnd);
  else if (name === 'br') writer.addLine();
  else if (name === 'hr') writer.writeRule();
  else if ((name === 'td' || name === 'th') && isEnd) writer.addGap();
  else if (name === 'ul' || name === 'ol') {
    writer.breakLine(lists.length > (isEnd ? 1 : 0) ? 1 : 2);
    if (isEnd) lists.pop();
    else lists.push(name === 'ol' ? 0 : null);
  } else if (name === 'li') {
    writer.breakLine(1);
    if (!isEnd) writer.writeMark(markItem(lists));
  } else if (name === 'img' && !isEnd) writer.write(readAttribute(tag.text, ALT) ?? '');
  else if (name === 'a' && isEnd) endLink(links.pop(), writer);
  else if (name === 'a') links.push({ href: readAttribute(tag.text, HREF) ?? '', from: writer.length });
}

function markItem(lists: (number | null)[]): string {
  const last = lists.length - 1;
  const count = lists[last] ?? null;
  if (count !== null) lists[last] = count + 1;
  return `${'  '.repeat(Math.min(Math.max(0, last), 8))}${count === null ? '-' : `${count + 1}.`} `;
}

function endLink(link: { href: string; from: number } | undefined, writer: TextWriter): void {
  const href = link?.href.trim() ?? '';
  if (link === undefined || !/^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu.test(href)) return;
  const label = writer.textSince(link.from);
  const shown = href.replace(/^(?:mailto|tel):/i, '');
  if (label === '') writer.write(shown);
  else if (label !== shown && label !== shown.replace(/\/$/, '')) writer.write(` (${shown})`);
}

/** The offset after a comment, doctype or processing instruction at `at`; null where there is none. */
function skipMarkup(html: string, at: number): number | null {
  const isComment = html.startsWith('<!--', at);
  if (!isComment && !html.startsWith('<!', at) && !html.startsWith('<?', at)) return null;
  const close = isComment ? '-->' : '>';
  const end = html.indexOf(close, at + 2);
  return end === -1 ? html.length : end + close.length;
}

/** The tag at `at`; null where `<` is only a character. A tag that never ends swallows the rest, as in a browser. */
function readTag(html: string, at: number): Tag | null {
  TAG_NAME.lastIndex = at;
  const match = TAG_NAME.exec(html);
  if (match === null) return null;
  let end = TAG_NAME.lastIndex;
  let quote = '';
  for (; end < html.length; end++) {
    const character = html.charAt(end);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') break;
    else if ((character === '"' || character === "'") && html.charAt(end - 1) === '=') quote = character;
  }
  const text = html.slice(at + 1, end);
  return { name: (match[2] ?? '').toLowerCase(), isEnd: match[1] === '/', text, end: end + 1 };
}

const TAG_NAME = /<(\/?)([a-z][a-z0-9:-]*)/giy;
const HREF = /\shref=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const ALT = /\salt=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

function readAttribute(tag: string, pattern: RegExp): string | undefined {
  const match = pattern.exec(tag);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined ? undefined : decodeEntities(value);
}

function skipRaw(html: string, tag: Tag): number {
  const close = new RegExp(`</${tag.name}\\b[^>]*>?`, 'gi');
  close.lastIndex = tag.end;
  return close.exec(html) === null ? html.length : close.lastIndex;
}
