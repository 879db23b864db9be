import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { searchOperations } from '../../core/api-docs/api-document.ts';
import type { ApiNoun, ApiOperation } from '../../core/api-docs/api-document.ts';
import { MethodPill } from './MethodPill.tsx';

const itemClass = 'block rounded-md px-2 py-[3px] text-mut hover:bg-hover hover:text-ink';
const activeProps = { className: 'bg-accent-soft text-accent! font-semibold' };

/** Every noun, below the one that is shown its operations; or what was searched for. */
export function DocsNav({ nouns }: { nouns: readonly ApiNoun[] }) {
  const { noun: open } = useParams({ strict: false });
  const { q = '' } = useSearch({ from: '/docs' });
  const { pathname, hash } = useLocation();
  const navigate = useNavigate();
  // In a narrow window it stands above the page, so that it is folded until somebody wants to go elsewhere.
  const [unfoldedAt, setUnfoldedAt] = useState<string>();
  const here = `${pathname}#${hash}`;
  const isUnfolded = q !== '' || unfoldedAt === here;
  const found = q === '' ? [] : searchOperations(nouns, q);
  return (
    <div className="flex flex-col gap-3">
      <SearchInput
        label="Search operations"
        placeholder="Search operations…"
        value={q}
        onChange={(text) => void navigate({ to: '.', search: text === '' ? {} : { q: text }, replace: true })}
      />
      <div className="hidden max-[760px]:block">
        <Button
          className="w-full"
          aria-expanded={isUnfolded}
          onClick={() => setUnfoldedAt(isUnfolded ? undefined : here)}
        >
          Contents
        </Button>
      </div>
      <nav aria-label="API reference" className={isUnfolded ? undefined : 'max-[760px]:hidden'}>
        {q !== '' && found.length === 0 && <p className="px-2 text-mut">No operation has all of these words.</p>}
        <ul className="flex flex-col gap-px">
          {q === '' && (
            <>
              <li>
                <Link to="/docs" activeOptions={{ exact: true }} activeProps={activeProps} className={itemClass}>
                  Overview
                </Link>
              </li>
              <li>
                <Link to="/docs/problems" activeProps={activeProps} className={itemClass}>
                  Problems
                </Link>
              </li>
              {nouns.map((noun) => (
                <li key={noun.slug}>
                  <Link
                    to="/docs/$noun"
                    params={{ noun: noun.slug }}
                    activeOptions={{ includeHash: false }}
                    activeProps={activeProps}
                    className={itemClass}
                  >
                    {noun.title}
                  </Link>
                  {noun.slug === open && (
                    <ul className="my-1 ml-3 flex flex-col gap-px border-l border-line pl-1.5">
                      {noun.operations.map((operation) => (
                        <OperationLink key={operation.id} noun={noun} operation={operation} />
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </>
          )}
          {found.map(({ noun, operation }) => (
            <OperationLink key={operation.id} noun={noun} operation={operation} withMethod />
          ))}
        </ul>
      </nav>
    </div>
  );
}

function OperationLink({
  noun,
  operation,
  withMethod = false,
}: {
  noun: ApiNoun;
  operation: ApiOperation;
  withMethod?: boolean;
}) {
  return (
    <li>
      <Link
        to="/docs/$noun"
        params={{ noun: noun.slug }}
        search={(previous) => previous}
        hash={operation.id}
        activeOptions={{ includeHash: true }}
        activeProps={{ className: 'text-accent!' }}
        className={withMethod ? `${itemClass} flex! items-center gap-2` : itemClass}
      >
        {withMethod && <MethodPill method={operation.method} />}
        <span className="min-w-0">{operation.summary}</span>
      </Link>
    </li>
  );
}
