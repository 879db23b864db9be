/** A command to paste into a POSIX shell that posts `body` (JSON text) to `url`. */
export function writeCurl(url: string, body: string, contentType = 'application/json'): string {
  return [`curl -X POST ${quote(url)}`, `-H 'content-type: ${contentType}'`, `-d ${quote(body)}`].join(' \\\n  ');
}

/** JSON text without white space between its parts; anything else as it is. */
export function compactJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** JSON text with two spaces of indent; undefined when it is not JSON. */
export function prettyJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
