import type { ReactNode } from 'react';

/** A name and its value, in a `dl` of two columns. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-mut">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
