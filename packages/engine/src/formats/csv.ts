import { stringify } from 'csv-stringify/browser/esm/sync';
import { describeValue } from '../diagnostics/describe-value.ts';
import { renderError } from '../diagnostics/template-error.ts';
import { checkBodySize } from './body-size.ts';
import { escapeFormula } from './csv-cell.ts';
import { FORMAT_TRAITS } from './format-traits.ts';
import type { FormatOptions, FormatPort } from './format.ts';
import { isFieldHolder, OutputWalk } from './output-walk.ts';

const { contentType } = FORMAT_TRAITS.csv;

/** RFC 4180: CRLF after every record; a single CR or LF is quoted too, since readers take either for a record's end. */
const DIALECT = { record_delimiter: '\r\n', quoted_match: /[\r\n]/ } as const;

/** A quoted cell, kept whole, or a line break between records. */
const QUOTED_OR_BREAK = /"(?:[^"]|"")*"|\r\n|\r|\n/g;

/**
 * CSV (RFC 4180) with a header: an array of flat objects, or one object as one row; the header is the union of keys in the
 * order they are first seen. Line breaks between records of a Handlebars template become CRLF.
 */
export function createCsvFormat(formulas: NonNullable<FormatOptions['csvFormulas']>): FormatPort {
  const cellText = formulas === 'escape' ? escapeFormula : (text: string) => text;
  return {
    encode(value, outputBytes) {
      const walk = new OutputWalk('CSV', outputBytes);
      const rows = readRows(value, walk);
      const header = [...new Set(rows.flatMap((row) => [...row.keys()]))];
      walk.count(rows.length * header.length);
      // One column without a value would be an empty line, which readers skip.
      const options = { ...DIALECT, quoted_empty: header.length === 1 };
      const records = [header, ...rows.map((row) => header.map((key) => row.get(key) ?? ''))];
      const cells = records.map((record) => record.map((text) => cellText(text)));
      const body = header.length === 0 ? '' : stringify(cells, options);
      checkBodySize(body, outputBytes);
      return { value, body, contentType, diagnostics: walk.diagnostics };
    },
    accept(text, outputBytes) {
      const body = text.replace(QUOTED_OR_BREAK, (found) => (found.startsWith('"') ? found : '\r\n'));
      checkBodySize(body, outputBytes);
      return { value: text, body, contentType, diagnostics: [] };
    },
    escape: (text) => stringify([[cellText(text)]], { ...DIALECT, eof: false }),
  };
}

function readRows(value: unknown, walk: OutputWalk): Map<string, string>[] {
  if (value === undefined) throw renderError('no-output', 'the template produced nothing');
  if (!Array.isArray(value)) return [readRow(walk.requireObject(value), '', walk)];
  return value.map((row: unknown, index) => {
    const path = `[${index}]`;
    if (isFieldHolder(row)) return readRow(row, path, walk);
    throw renderError('not-an-object', `\`${path}\` is ${describeValue(row)}; a CSV row must be an object`);
  });
}

function readRow(row: object, path: string, walk: OutputWalk): Map<string, string> {
  const cells = new Map<string, string>();
  for (const field of walk.fieldsOf(row, path)) {
    const text = walk.scalarText(field.value, field.path);
    if (text === undefined) {
      throw renderError(
        'nested-cell',
        `\`${field.path}\` is ${describeValue(field.value)}; a CSV cell holds one value: name one of its fields, or join its items`,
      );
    }
    walk.count(text.length);
    cells.set(field.key, text);
  }
  return cells;
}
