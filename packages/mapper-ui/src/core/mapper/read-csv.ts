/** A field of a record (RFC 4180) and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;

/** The cells of CSV text as a spreadsheet shows them; undefined for text that is no CSV, such as an open quote. */
export function readCsv(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length || row.length > 0) {
    const match = FIELD.exec(text);
    if (match === null) return undefined;
    const [, quoted, plain = '', end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}

/** What `escape` of the engine's CSV formulas puts in front, and what it guards against. */
const ESCAPED_FORMULA = /^'[=+\-@＝＋－＠\t\r\n]/;

/** The cells that a spreadsheet would run if they did not begin with an apostrophe. */
export function listEscapedCells(text: string): string[] {
  return (readCsv(text) ?? []).flat().filter((cell) => ESCAPED_FORMULA.test(cell));
}
