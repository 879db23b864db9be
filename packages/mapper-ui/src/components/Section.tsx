import type { ReactNode } from 'react';

/** A part of a long form: its name and what it decides on the left, its fields on the right. */
export function Section({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[176px_minmax(0,1fr)] gap-6 border-b border-line-soft px-5 py-5 last:border-b-0">
      <div>
        <h2>{title}</h2>
        {hint !== undefined && <p className="mt-0.5 text-sm text-mut">{hint}</p>}
      </div>
      <div className="flex max-w-[720px] flex-col gap-4">{children}</div>
    </section>
  );
}
