const MARK = /\\([\\$}])|\$0|\$\{\d+(?::((?:[^\\}]|\\.)*))?\}/g;

/** The text that a snippet of completion puts in, and where in it one goes on typing: at its first place, else after it. */
export function readSnippet(snippet: string): { text: string; caret: number } {
  let text = '';
  let read = 0;
  let caret: number | undefined;
  for (const match of snippet.matchAll(MARK)) {
    const [mark, escaped, name = ''] = match;
    text += snippet.slice(read, match.index);
    if (escaped === undefined) caret ??= text.length;
    text += escaped ?? name;
    read = match.index + mark.length;
  }
  text += snippet.slice(read);
  return { text, caret: caret ?? text.length };
}
