import { clsx } from 'clsx';

/** A method, of one width so that paths stand below each other. */
export function MethodPill({ method, className }: { method: string; className?: string }) {
  return (
    <span
      className={clsx(
        'mono inline-block w-[52px] shrink-0 rounded-sm text-center text-xs leading-[18px] font-semibold',
        method === 'GET'
          ? 'bg-hover text-mut'
          : method === 'DELETE'
            ? 'bg-bad-soft text-bad'
            : 'bg-accent-soft text-accent',
        className,
      )}
    >
      {method}
    </span>
  );
}
