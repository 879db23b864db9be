import type { Format, Rendered } from '@postmap/engine';
import { indentXml } from './indent-xml.ts';

/** What was rendered, for reading: JSON and XML indented, the fields of a form or a query decoded, one a line; else the body. */
export function writePretty(
  format: Format,
  { value, body, query }: Pick<Rendered, 'value' | 'body' | 'query'>,
): string {
  if (format === 'json') return JSON.stringify(value, undefined, 2);
  if (format === 'xml') return indentXml(body);
  if (format !== 'form' && format !== 'query') return body;
  return [...new URLSearchParams(query ?? body)].map(([name, text]) => `${name} = ${text}`).join('\n');
}

/** The same of what was sent once, of which there is no value any more. */
export function writePrettyBody(format: Format, sent: Pick<Rendered, 'body' | 'query'>): string {
  if (format !== 'json') return writePretty(format, sent);
  try {
    return writePretty(format, { ...sent, value: JSON.parse(sent.body) });
  } catch (error) {
    if (error instanceof SyntaxError) return sent.body;
    throw error;
  }
}

/** How the lines of a text end, for people; null when it is one line. */
export function describeLineEnds(text: string): string | null {
  const ends = [
    ...(text.includes('\r\n') ? ['CRLF'] : []),
    ...(/(?<!\r)\n/.test(text) ? ['LF'] : []),
    ...(/\r(?!\n)/.test(text) ? ['CR'] : []),
  ];
  return ends.length === 0 ? null : ends.join(' and ');
}
