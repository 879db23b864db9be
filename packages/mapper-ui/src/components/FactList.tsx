import { Fragment } from 'react';

/** Names and values, a line each; what has no value is left out. */
export function FactList({ facts }: { facts: readonly (readonly [string, string | readonly string[]])[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {facts
        .filter(([, value]) => value.length > 0)
        .map(([name, value], index) => (
          <Fragment key={`${index} ${name}`}>
            <dt className="text-mut">{name}</dt>
            <dd className="break-words">
              {(typeof value === 'string' ? [value] : value).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </dd>
          </Fragment>
        ))}
    </dl>
  );
}
