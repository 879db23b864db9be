import { clsx } from 'clsx';
import { Cell } from './Table.tsx';
import type { TableColumn } from './Table.tsx';

/** A grey bar where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block h-3 max-w-full animate-pulse rounded-sm bg-hover', className)} />;
}

const widths = ['w-2/3', 'w-1/2', 'w-3/4', 'w-3/5', 'w-2/5'];

interface SkeletonRowsProps {
  /** The table's: where a column gives way, so does its cell, or the others would move. */
  columns: readonly Pick<TableColumn, 'title' | 'className'>[];
  rows?: number;
}

/** Table rows of the height that the loaded ones will have. */
export function SkeletonRows({ columns, rows = 6 }: SkeletonRowsProps) {
  return Array.from({ length: rows }, (_row, row) => (
    <tr key={row} aria-hidden>
      {columns.map(({ title, className }, column) => (
        <Cell key={title} className={className}>
          <Skeleton className={widths[(row + column) % widths.length]} />
        </Cell>
      ))}
    </tr>
  ));
}
