import { clsx } from 'clsx';

/** A grey bar where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block h-3 animate-pulse rounded-sm bg-hover', className)} />;
}

const widths = ['w-2/3', 'w-1/2', 'w-3/4', 'w-3/5', 'w-2/5'];

/** Table rows of the height that the loaded ones will have. */
export function SkeletonRows({ columns, rows = 6 }: { columns: number; rows?: number }) {
  return Array.from({ length: rows }, (_row, row) => (
    <tr key={row} aria-hidden>
      {Array.from({ length: columns }, (_column, column) => (
        <td key={column} className="h-[34px] border-b border-line-soft px-2 first:pl-5 last:pr-5">
          <Skeleton className={widths[(row + column) % widths.length]} />
        </td>
      ))}
    </tr>
  ));
}
