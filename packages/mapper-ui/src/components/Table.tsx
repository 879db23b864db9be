import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

/** A header cell; `width` is CSS, absent for a share of what is left over. A `className` that hides must stand on its cells too. */
export interface TableColumn {
  title: string;
  width?: string;
  align?: 'right';
  hideTitle?: boolean;
  className?: string;
}

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
              className={clsx(
                'sticky top-0 z-10 h-[30px] border-b border-line bg-canvas px-2 text-sm font-medium text-mut first:pl-5 last:pr-5',
                column.align === 'right' ? 'text-right' : 'text-left',
                column.className,
              )}
            >
              {column.hideTitle ? <span className="sr-only">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={clsx('group hover:bg-hover aria-[current=true]:bg-accent-soft', className)} {...rest} />;
}

export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      className={clsx('h-[34px] truncate border-b border-line-soft px-2 first:pl-5 last:pr-5', className)}
      {...rest}
    />
  );
}
