/** Text as a text field holds it, and what its lines end with outside. */
export interface FieldText {
  text: string;
  ending: '\n' | '\r\n';
}

/**
 * What a text field may show of exact text. Fields know line feeds only: text whose lines end in both ways, or in a lone carriage return,
 * could not be given back as it was, and is refused with null.
 */
export function toFieldText(exact: string): FieldText | null {
  const ending = exact.includes('\r\n') ? '\r\n' : '\n';
  const text = exact.replaceAll(ending, '\n');
  return toExactText({ text, ending }) === exact && !text.includes('\r') ? { text, ending } : null;
}

export function toExactText({ text, ending }: FieldText): string {
  return text.replaceAll('\n', ending);
}
