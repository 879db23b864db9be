import type { CatalogEntry, KindEntry } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EnabledSwitch } from './EnabledSwitch.tsx';

/** What a type that comes with Postmap is; its switch is all that can be changed. */
export function BuiltInType({ type, kinds }: { type: CatalogEntry; kinds: readonly KindEntry[] }) {
  const { aliases, from, when, kind } = type;
  return (
    <div className="mt-5 flex flex-col gap-5 border-t border-line-soft pt-5">
      <EnabledSwitch type={type} />
      <dl className="grid grid-cols-[136px_minmax(0,1fr)] gap-x-4 gap-y-3 max-[760px]:grid-cols-1 max-[760px]:gap-y-1">
        <Term name="Also arrives as">
          {aliases.length === 0 ? (
            'No other name'
          ) : (
            <span className="flex flex-wrap gap-1.5">
              {aliases.map((alias) => (
                <code key={alias} className="mono rounded-sm bg-hover px-1.5">
                  {alias}
                </code>
              ))}
            </span>
          )}
        </Term>
        <Term name="Payload kind">
          <Link
            to="/settings/$section"
            params={{ section: 'catalog' }}
            search={{ kind }}
            className="text-accent hover:underline"
          >
            {kinds.find(({ name }) => name === kind)?.title ?? kind}
          </Link>
        </Term>
        {when !== null && (
          <Term name="Derived">
            An event of{' '}
            {from.map((base, index) => (
              <span key={base}>
                {index > 0 && (index === from.length - 1 ? ' or ' : ', ')}
                <Link
                  to="/settings/$section"
                  params={{ section: 'catalog' }}
                  search={{ type: base }}
                  className="mono text-accent hover:underline"
                >
                  {base}
                </Link>
              </span>
            ))}{' '}
            is of this type too when
            <code className="mono mt-1 block rounded-sm bg-hover px-2 py-1 [overflow-wrap:anywhere]">{when}</code>
          </Term>
        )}
      </dl>
    </div>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-mut">{name}</dt>
      <dd className="min-w-0 max-[760px]:mb-2">{children}</dd>
    </>
  );
}
