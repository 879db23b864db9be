import { describePointer } from '../../../core/mapping/describe-line.ts';

/** While a field is on its way to a row: what is expected. */
export function MapBanner({ pending, onCancel }: { pending: string | null; onCancel: () => void }) {
  if (pending === null) return null;
  return (
    <output className="flex shrink-0 items-center gap-2 border-b border-line-soft bg-accent-soft px-3.5 py-1 text-sm text-accent">
      <span className="min-w-0 truncate">
        Map <span className="mono">{describePointer(pending)}</span>: choose a row with ↑ ↓ and Enter, or click it
      </span>
      <button type="button" onClick={onCancel} className="ml-auto shrink-0 rounded-sm px-1 hover:underline">
        Leave (Esc)
      </button>
    </output>
  );
}
