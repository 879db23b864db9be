import { readCsv } from '../../core/mapper/read-csv.ts';

/** Rows drawn at most: a preview is read, not computed with. */
const SHOWN_ROWS = 200;

/** CSV as a spreadsheet shows it: its first record as the header. */
export function CsvGrid({ csv }: { csv: string }) {
  const [header, ...rows] = readCsv(csv) ?? [];
  if (header === undefined) {
    return (
      <p className="px-3.5 py-3 text-mut">
        {csv === ''
          ? 'The file is empty.'
          : 'This text is no CSV: a quote is opened and not closed, or stands inside a cell.'}
      </p>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <table aria-label="CSV as a grid" className="mono border-separate border-spacing-0">
        <thead>
          <tr>
            <NumberCell />
            {header.map((name, index) => (
              // Columns have no other identity than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <th
                key={index}
                scope="col"
                className="sticky top-0 h-7 max-w-80 truncate border-r border-b border-line bg-sub px-2.5 text-left font-semibold"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN_ROWS).map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={row}>
              <NumberCell number={row + 1} />
              {cells.map((cell, index) => (
                <td
                  // oxlint-disable-next-line react/no-array-index-key
                  key={index}
                  title={cell}
                  className="h-7 max-w-80 truncate border-r border-b border-line-soft px-2.5"
                >
                  {cell.replaceAll(/\r\n|\r|\n/g, ' ↵ ')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN_ROWS && (
        <p className="px-3.5 py-2 text-mut">
          The first {SHOWN_ROWS} of {rows.length} rows. All bytes are shown as text.
        </p>
      )}
    </div>
  );
}

function NumberCell({ number }: { number?: number }) {
  return (
    <th
      scope="row"
      className="figures sticky left-0 h-7 min-w-9 border-r border-b border-line-soft bg-sub px-2 text-right font-normal text-mut"
    >
      {number}
      {number === undefined && <span className="sr-only">Row</span>}
    </th>
  );
}
