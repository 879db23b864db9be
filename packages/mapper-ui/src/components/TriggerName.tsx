import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface TriggerNameProps {
  customerName: string;
  /** The trigger's name, as text or as a link. */
  children: ReactNode;
  /** Hides the customer where there is little room. */
  customerClassName?: string;
}

/**
 * Customer · trigger on one line, where the customer's name gives way first: triggers of one customer differ by their own. In a narrow window
 * both are whole, on as many lines as they need.
 */
export function TriggerName({ customerName, children, customerClassName }: TriggerNameProps) {
  return (
    <span className="flex min-w-0 max-[760px]:block max-[760px]:whitespace-normal">
      <span className={clsx('min-w-6 shrink-4 truncate text-mut max-[760px]:whitespace-normal', customerClassName)}>
        {customerName}
      </span>
      <span aria-hidden className={clsx('shrink-0 whitespace-pre text-mut', customerClassName)}>
        {' · '}
      </span>
      <span className="min-w-0 truncate max-[760px]:whitespace-normal">{children}</span>
    </span>
  );
}
