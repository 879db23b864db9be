import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

/** A header cell; `width` is CSS, absent for a share of what is left over. A `className` that hides must stand on its cells too. */
export interface TableColumn {
  title: string;
  width?: string;
  align?: 'right';
  hideTitle?: boolean;
  className?: string;
  /** Rows can be sorted by it; `direction` is set on the column that they are sorted by. */
  sort?: { direction: 'ascending' | 'descending' | undefined; onSort: () => void };
}

/** A narrow window has the day above the time. */
export const TIME_COLUMN: TableColumn = { title: 'Time', className: 'w-[138px] max-[760px]:w-[86px]' };

interface TableProps {
  /** The accessible name. */
  label: string;
  columns: readonly TableColumn[];
  children: ReactNode;
  className?: string;
}

/** A table of 34 px rows with fixed columns: cells cut their text. */
export function Table({ label, columns, children, className }: TableProps) {
  return (
    <table aria-label={label} className={clsx('w-full table-fixed border-collapse', className)}>
      <colgroup>
        {columns.map((column) => (
          <col key={column.title} className={column.className} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.title}
              scope="col"
              aria-sort={column.sort?.direction}
              className={clsx(
                'sticky top-0 z-10 h-[30px] border-b border-line bg-canvas px-2 text-sm font-medium text-mut first:pl-5 last:pr-5 max-[760px]:first:pl-4 max-[760px]:last:pr-4',
                column.align === 'right' ? 'text-right' : 'text-left',
                column.className,
              )}
            >
              {column.sort !== undefined ? (
                <SortButton title={column.title} sort={column.sort} />
              ) : column.hideTitle ? (
                <span className="sr-only">{column.title}</span>
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function SortButton({ title, sort }: { title: string; sort: NonNullable<TableColumn['sort']> }) {
  const Arrow = sort.direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={sort.onSort}
      className={clsx(
        'group/sort -mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink',
        sort.direction !== undefined && 'text-ink',
      )}
    >
      {title}
      <Arrow
        aria-hidden
        className={clsx('size-3', sort.direction === undefined && 'opacity-0 group-hover/sort:opacity-60')}
      />
    </button>
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={clsx('group hover:bg-hover aria-[current=true]:bg-accent-soft', className)} {...rest} />;
}

interface CellProps extends ComponentProps<'td'> {
  /** In a narrow window its text goes on in another line, so that things stay told apart. */
  wraps?: boolean;
}

export function Cell({ className, wraps = false, ...rest }: CellProps) {
  return (
    <td
      className={clsx(
        'h-[34px] truncate border-b border-line-soft px-2 first:pl-5 last:pr-5 max-[760px]:first:pl-4 max-[760px]:last:pr-4',
        wraps && 'max-[760px]:py-1.5 max-[760px]:break-words max-[760px]:whitespace-normal',
        className,
      )}
      {...rest}
    />
  );
}
