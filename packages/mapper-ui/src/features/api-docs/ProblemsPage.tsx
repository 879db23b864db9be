import { Link, useLocation } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { InlineText } from './InlineText.tsx';
import { useApiDocument } from './useApiDocument.ts';

/** Every code that an error can carry. The `type` of each problem leads to its place here. */
export function ProblemsPage() {
  const { problems } = useApiDocument();
  const { hash } = useLocation();
  usePageTitle('Problems · API reference');
  const sorted = problems.toSorted((a, b) => a.status.localeCompare(b.status));
  return (
    <div className="flex max-w-[860px] flex-col gap-4 px-6 py-6 max-[760px]:px-4">
      <h1 className="text-xl font-semibold">Problems</h1>
      <p>
        <InlineText text="An error is answered as `application/problem+json` (RFC 9457). `code` is one of these and keeps its meaning; `detail` says what is wrong in this very case." />
      </p>
      <ul className="flex flex-col divide-y divide-line-soft border-y border-line-soft">
        {sorted.map(({ code, status, title, meaning, fix }) => (
          <li key={code} className={clsx('scroll-mt-4 py-3', code === hash && '-mx-2 rounded-md bg-accent-soft px-2')}>
            <h2 id={code} className="flex flex-wrap items-baseline gap-x-2 scroll-mt-4">
              <Link to="/docs/problems" hash={code} className="mono rounded-sm hover:underline">
                {code}
              </Link>
              <span className="mono font-normal text-mut">{status}</span>
              <span className="font-normal">{title}</span>
            </h2>
            <p className="mt-1 text-mut">
              <InlineText text={meaning} />
            </p>
            <p className="mt-0.5">
              <InlineText text={fix} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
