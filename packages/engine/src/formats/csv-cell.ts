/** What makes a spreadsheet run a cell (OWASP, CSV injection): the usual four, their full-width forms, and TAB, CR, LF, NUL. */
// oxlint-disable-next-line no-control-regex -- control characters are among them
const FORMULA_START = /^[=+\-@＝＋－＠\t\r\n\0]/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Text that a spreadsheet would run gets an apostrophe in front, which makes it text there; a number such as `-5.00` is none. */
export function escapeFormula(text: string): string {
  return FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
