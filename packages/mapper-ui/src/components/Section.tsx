import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A part of a long form: its name and what it decides on the left, its fields on the right. */
export function Section({
  title,
  hint,
  id,
  wide = false,
  children,
}: {
  title: string;
  hint?: ReactNode;
  id?: string;
  /** Takes all the width there is. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      className="grid grid-cols-[176px_minmax(0,1fr)] gap-6 border-b border-line-soft px-5 py-5 last:border-b-0 max-[760px]:grid-cols-[minmax(0,1fr)] max-[760px]:gap-3 max-[760px]:px-4"
    >
      <div>
        <h2>{title}</h2>
        {hint !== undefined && <p className="mt-0.5 text-sm text-mut">{hint}</p>}
      </div>
      <div className={clsx('flex flex-col gap-4', wide ? 'max-w-[1200px]' : 'max-w-[720px]')}>{children}</div>
    </section>
  );
}
