/** A field of a record (RFC 4180) and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;

/** A cell as a spreadsheet shows it, and where it stands in the text, with its quotes. */
export interface CsvCell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The cells of CSV text; undefined for text that is no CSV, such as an open quote. */
export function readCells(text: string): CsvCell[][] | undefined {
  const rows: CsvCell[][] = [];
  let row: CsvCell[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length || row.length > 0) {
    const match = FIELD.exec(text);
    if (match === null) return undefined;
    const [, quoted, plain = '', stop] = match;
    const end = match.index + (quoted === undefined ? plain.length : quoted.length + 2);
    row.push({ text: quoted?.replaceAll('""', '"') ?? plain, start: match.index, end });
    if (stop === ',') continue;
    rows.push(row);
    row = [];
    if (stop === '') break;
  }
  return rows;
}

/** The texts of the cells. */
export function readCsv(text: string): string[][] | undefined {
  return readCells(text)?.map((row) => row.map((cell) => cell.text));
}

/** What `escape` of the engine's CSV formulas puts in front, and what it guards against. */
const ESCAPED_FORMULA = /^'[=+\-@＝＋－＠\t\r\n]/;

/** The cells that a spreadsheet would run if they did not begin with an apostrophe. */
export function listEscapedCells(text: string): string[] {
  return (readCsv(text) ?? []).flat().filter((cell) => ESCAPED_FORMULA.test(cell));
}
