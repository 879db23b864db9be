/** What XML 1.0 has no place for, not even as a reference (§2.2): most control characters, U+FFFE, U+FFFF, lone surrogates. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

const NAME_START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = new RegExp(`^[${NAME_START}][${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*$`, 'u');

/** A carriage return, and line breaks and tabs in attributes, would be read as other white space if they were not references. */
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};

/** XML 1.0, fifth edition, production 5. */
export function isXmlName(name: string): boolean {
  return NAME.test(name);
}

/** Text without what XML cannot hold; `stripped` names the first such character. */
export function stripForbidden(text: string): { text: string; stripped?: string } {
  const first = text.search(FORBIDDEN);
  if (first === -1) return { text };
  const code = text.charCodeAt(first);
  const stripped =
    code >= 0xd800 && code <= 0xdfff ? 'half of a character' : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return { text: text.replace(FORBIDDEN, ''), stripped };
}

/** Content of an element. */
export function escapeContent(text: string): string {
  return text.replace(/[&<>\r]/g, refer);
}

/** For an attribute with either quote, and safe in an element too. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, refer);
}

function refer(character: string): string {
  return REFERENCES[character] ?? character;
}
