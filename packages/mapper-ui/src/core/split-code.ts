/** A part of a message: words, or what stands between backticks. */
export interface MessagePart {
  text: string;
  isCode: boolean;
}

/**
 * Code in a message stands between backticks, and may have some itself: `` `order.`odd name`` ``. It begins a word, and ends where no code can
 * go on.
 */
const CODE = /(?<=^|[\s("])`(.+?)`(?=[\s,;:?!)"]|\.?(?:\s|$))/g;

export function splitCode(message: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  for (const match of message.matchAll(CODE)) {
    if (match.index > end) parts.push({ text: message.slice(end, match.index), isCode: false });
    parts.push({ text: match[1] ?? '', isCode: true });
    end = match.index + match[0].length;
  }
  if (end < message.length) parts.push({ text: message.slice(end), isCode: false });
  return parts;
}

/** For where a message can be nothing but text: code between typographic quotes. */
export function quoteCode(message: string): string {
  return splitCode(message)
    .map(({ text, isCode }) => (isCode ? `‘${text}’` : text))
    .join('');
}
