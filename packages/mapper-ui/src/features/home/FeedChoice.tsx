import type { Feed } from '@postmap/server/contract';
import { ChevronsUpDown } from 'lucide-react';

interface FeedChoiceProps {
  feeds: readonly Feed[];
  value: string;
  onChange: (id: string) => void;
}

/** A choice of one feed, by the browser's own list: that of `Select` is 27 KB (gzip) of code, which Home would be the only one to wait for. */
export function FeedChoice({ feeds, value, onChange }: FeedChoiceProps) {
  return (
    <span className="relative ml-auto inline-flex min-w-0">
      <select
        aria-label="Feed"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 min-w-0 cursor-pointer appearance-none truncate rounded-md border border-line bg-canvas pr-7 pl-2.5 hover:border-faint"
      >
        {feeds.map(({ id, name }) => (
          <option key={id} value={id}>
            feed {name}
          </option>
        ))}
      </select>
      <ChevronsUpDown className="pointer-events-none absolute top-2 right-2.5 size-3 text-mut" aria-hidden />
    </span>
  );
}
