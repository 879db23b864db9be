import { clsx } from 'clsx';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { overlaps } from '../../core/lineage/place.ts';
import type { ShownOutput } from '../../core/lineage/shown-output.ts';
import { readCells } from '../../core/mapper/read-csv.ts';
import type { CsvCell } from '../../core/mapper/read-csv.ts';
import { markPlaces } from './lineage/mark-places.ts';
import type { LineageState } from './lineage/useLineage.ts';

interface CsvGridProps {
  csv: string;
  /** What the parts of the text stand for; undefined while it is not of the template as it is. */
  shown: ShownOutput | undefined;
  lineage: LineageState;
}

/** Rows drawn at most: a preview is read, not computed with. */
const SHOWN_ROWS = 200;
const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const LOOKS = {
  current: 'bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]',
  value: 'bg-accent-soft',
  control: 'bg-warn-soft',
  none: '',
};

/** CSV as a spreadsheet shows it: its first record as the header. A click on a cell, or Enter, asks where it comes from. */
export function CsvGrid({ csv, shown, lineage }: CsvGridProps) {
  const { places, index, show } = lineage;
  const [header, ...rows] = useMemo(() => readCells(csv) ?? [], [csv]);
  const marks = useMemo(() => markPlaces(shown, places, index), [shown, places, index]);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const drawn = rows.slice(0, SHOWN_ROWS);
  useEffect(() => {
    table.current?.querySelector('[data-look=current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // Where the cell is decides, which only the marks tell.
    // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [marks]);
  if (header === undefined) {
    return (
      <p className="px-3.5 py-3 text-mut">
        {csv === ''
          ? 'The file is empty.'
          : 'This text is no CSV: a quote is opened and not closed, or stands inside a cell.'}
      </p>
    );
  }
  const pick = (cell: CsvCell | undefined): void => {
    const at = cell && shown?.at(cell.start);
    if (cell === undefined || at === undefined) return;
    const { place } = at;
    show({
      from: 'output',
      place: place.kind === 'value' ? place : { kind: 'text', start: cell.start, end: cell.end },
    });
  };
  const lookOf = (cell: CsvCell): keyof typeof LOOKS => {
    const found = marks.filter((mark) => overlaps(mark, cell) && cell.end > cell.start);
    if (found.length === 0) return 'none';
    return found.some(({ look }) => look === 'current')
      ? 'current'
      : found.some(({ look }) => look === 'value')
        ? 'value'
        : 'control';
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      const row = clamp(active.row + step[0], drawn.length);
      const column = clamp(active.column + step[1], header.length);
      setActive({ row, column });
      document.getElementById(cellId(row, column))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (event.key === 'Enter' || (event.altKey && event.code === 'KeyL'))
      pick(drawn[active.row]?.[active.column]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      {/* The grid takes the keys, for the cell that it names active. A table with cells to go to is one (ARIA grid pattern). */}
      <table
        ref={table}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label="CSV as a grid"
        aria-activedescendant={drawn.length === 0 ? undefined : cellId(active.row, active.column)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="group/csv mono border-separate border-spacing-0 focus-visible:-outline-offset-2"
      >
        <thead>
          <tr>
            <NumberCell />
            {header.map(({ text }, column) => (
              // Columns have no other identity than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <th
                key={column}
                scope="col"
                className="sticky top-0 h-7 max-w-80 truncate border-r border-b border-line bg-sub px-2.5 text-left font-semibold"
              >
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawn.map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={row}>
              <NumberCell number={row + 1} />
              {cells.map((cell, column) => {
                const look = lookOf(cell);
                const isActive = row === active.row && column === active.column;
                return (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid takes the keys
                  <td
                    // oxlint-disable-next-line react/no-array-index-key
                    key={column}
                    id={cellId(row, column)}
                    title={cell.text}
                    aria-selected={look === 'current'}
                    data-look={look}
                    onClick={() => {
                      setActive({ row, column });
                      pick(cell);
                    }}
                    className={clsx(
                      'h-7 max-w-80 cursor-default truncate border-r border-b border-line-soft px-2.5 hover:bg-hover',
                      LOOKS[look],
                      isActive && 'group-focus-visible/csv:shadow-[inset_0_0_0_2px_var(--accent)]',
                    )}
                  >
                    {cell.text.replaceAll(/\r\n|\r|\n/g, ' ↵ ')}
                  </td>
                );
              })}
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

function cellId(row: number, column: number): string {
  return `csv-${row}-${column}`;
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
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
