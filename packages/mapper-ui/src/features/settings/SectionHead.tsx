import type { ReactNode } from 'react';

/** The top of a section: its name, what it is for, and its main button. */
export function SectionHead({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex items-start gap-4 px-5 max-[760px]:px-4 pt-4 pb-3 max-[760px]:flex-wrap">
      <div className="min-w-0 max-w-[640px]">
        <h2 className="text-lg leading-7">{title}</h2>
        <p className="text-mut">{children}</p>
      </div>
      {action !== undefined && <div className="ml-auto shrink-0 max-[760px]:ml-0">{action}</div>}
    </div>
  );
}
