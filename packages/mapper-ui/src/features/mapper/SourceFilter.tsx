import { Search } from 'lucide-react';
import type { RefObject } from 'react';

export const FIELD_CHOICES = ['all', 'used', 'unused'] as const;
export type FieldChoice = (typeof FIELD_CHOICES)[number];

const names: Record<FieldChoice, string> = { all: 'All', used: 'Used', unused: 'Unused' };

interface SourceFilterProps {
  searchField: RefObject<HTMLInputElement | null>;
  query: string;
  onQuery: (query: string) => void;
  choice: FieldChoice;
  onChoice: (choice: FieldChoice) => void;
}

/** Which fields of the payload show: by what they are called or hold, and by whether the template reads them. */
export function SourceFilter({ searchField, query, onQuery, choice, onChoice }: SourceFilterProps) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-3 pt-2 pb-1.5">
      <div className="relative min-w-40 flex-1">
        <Search aria-hidden className="pointer-events-none absolute top-[7px] left-2 size-3.5 text-faint" />
        <input
          ref={searchField}
          type="search"
          aria-label="Search names and values"
          placeholder="Name or value"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onQuery('');
          }}
          className="h-7 w-full min-w-0 rounded-md border border-line bg-canvas pr-6 pl-7 hover:border-faint focus:border-accent focus:ring-1 focus:ring-accent focus:outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <kbd aria-hidden className="absolute top-1 right-2 font-sans text-mut">
          /
        </kbd>
      </div>
      <fieldset className="flex gap-0.5 text-sm" aria-label="Fields to show">
        {FIELD_CHOICES.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={choice === name}
            onClick={() => onChoice(name)}
            className={
              choice === name
                ? 'rounded-sm bg-accent-soft px-1.5 leading-6 font-semibold text-accent'
                : 'rounded-sm px-1.5 leading-6 text-mut hover:text-ink'
            }
          >
            {names[name]}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
