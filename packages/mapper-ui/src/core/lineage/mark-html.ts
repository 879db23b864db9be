import type { Span } from '@postmap/engine';

/** A range of an HTML document that is marked: what is looked at, or others like it. */
export interface HtmlMark extends Span {
  readonly look: 'current' | 'other';
}

/** Elements whose content is not text of the page, and tags and comments. */
const MARKUP =
  /<!--[\s\S]*?-->|<(script|style|title|textarea|template)\b[\s\S]*?<\/\1\s*>|<\/?[a-z!](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;

const STYLES = {
  current: 'outline:2px solid #4f46e5;outline-offset:1px;border-radius:2px;background:#eef2ff;color:#18181b',
  other: 'outline:1px dotted #4f46e5;outline-offset:1px;border-radius:2px',
};

/** The document with a box around the ranges, where they are text that is seen; what stands in tags is left as it is. */
export function markHtml(html: string, marks: readonly HtmlMark[]): string {
  if (marks.length === 0) return html;
  // A box around each word of a whole message would say nothing more.
  const looks = marks.map((mark) =>
    html.slice(mark.start, mark.end).includes('<') ? { ...mark, look: 'other' as const } : mark,
  );
  const ordered = looks.toSorted((one, other) => one.start - other.start);
  let written = '';
  let at = 0;
  const writeText = (end: number): void => {
    for (const { start, end: markEnd, look } of ordered) {
      const [from, to] = [Math.max(start, at), Math.min(markEnd, end)];
      if (from >= to || html.slice(from, to).trim() === '') continue;
      written += `${html.slice(at, from)}<span style="${STYLES[look]}">${html.slice(from, to)}</span>`;
      at = to;
    }
    written += html.slice(at, end);
    at = end;
  };
  for (const { 0: markup, index } of html.matchAll(MARKUP)) {
    writeText(index);
    written += markup;
    at = index + markup.length;
  }
  writeText(html.length);
  return written;
}
