/** `{{` is read by the caller; what follows says what the tag does to the nesting. */
const TAG = /~?(?:(!--|[!#/]|\^(?!\s*~?\}\}))|\s*(else)\b(?!\s*~?\}\}))/y;
const COMMENT_END = /--~?\}\}/g;

/**
 * Where blocks first nest deeper than `most` levels, an `{{else if}}` being a level; undefined where they do not. Reads tags only, because
 * the parser's time grows with the square of the depth: 4,000 nested blocks take it 5 s.
 */
export function findDeepBlock(source: string, most: number): { start: number; end: number } | undefined {
  const blocks: number[] = [];
  let depth = 0;
  let at = source.indexOf('{{');
  while (at !== -1) {
    const start = at;
    at += 2;
    TAG.lastIndex = at;
    const tag = isEscaped(source, start) ? null : TAG.exec(source);
    const mark = tag?.[1] ?? tag?.[2];
    if (mark === '!' || mark === '!--') {
      const end = mark === '!' ? source.indexOf('}}', at) : findCommentEnd(source, at);
      if (end === -1) return undefined;
      at = end;
    } else if (mark === '/') depth -= blocks.pop() ?? 0;
    else if (mark === 'else') {
      const levels = blocks.pop();
      if (levels !== undefined) depth += 1;
      if (levels !== undefined) blocks.push(levels + 1);
    } else if (mark !== undefined) {
      blocks.push(1);
      depth += 1;
    }
    if (depth > most) return { start, end: endOfTag(source, at) };
    at = source.indexOf('{{', at);
  }
  return undefined;
}

/** One backslash makes the tag text; two are a backslash before a tag. */
function isEscaped(source: string, start: number): boolean {
  return source[start - 1] === '\\' && source[start - 2] !== '\\';
}

function findCommentEnd(source: string, at: number): number {
  COMMENT_END.lastIndex = at;
  return COMMENT_END.exec(source)?.index ?? -1;
}

function endOfTag(source: string, at: number): number {
  const end = source.indexOf('}}', at);
  return end === -1 ? source.length : end + 2;
}
