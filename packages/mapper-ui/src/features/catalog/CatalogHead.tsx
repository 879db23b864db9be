import type { ReactNode } from 'react';

/** The top of the section: what the catalog is for, and its buttons. */
export function CatalogHead({ actions }: { actions?: ReactNode }) {
  return (
    <div className="flex items-start gap-4 px-5 pt-4 pb-3 max-[760px]:flex-wrap max-[760px]:px-4">
      <div className="min-w-0 max-w-[640px]">
        <h2 className="text-lg leading-7">Catalog</h2>
        <p className="text-mut">
          The events that Postmap knows by name. Types of one payload kind have payloads of one shape, and the same
          facts: what triggers and searches go by.
        </p>
      </div>
      {actions !== undefined && <div className="ml-auto flex shrink-0 gap-2 max-[760px]:ml-0">{actions}</div>}
    </div>
  );
}
