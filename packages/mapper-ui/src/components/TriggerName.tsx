import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface TriggerNameProps {
  customerName: string;
  /** The trigger's name, as text or as a link. */
  children: ReactNode;
  /** Hides the customer where there is little room. */
  customerClassName?: string;
}

/** Customer · trigger on one line. The customer's name gives way first: triggers of one customer differ by their own. */
export function TriggerName({ customerName, children, customerClassName }: TriggerNameProps) {
  return (
    <span className="flex min-w-0">
      <span className={clsx('min-w-10 shrink-4 truncate text-mut', customerClassName)}>{customerName}</span>
      <span aria-hidden className={clsx('shrink-0 whitespace-pre text-mut', customerClassName)}>
        {' · '}
      </span>
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
