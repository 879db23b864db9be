import { listHolders } from '../../../core/mapping/find-row.ts';
import { nameRow } from '../../../core/mapping/edit-task.ts';
import type { VisualState } from './useVisual.ts';

/** Where one is, while a loop or an object alone is looked at; each part leads back to it. */
export function FocusTrail({ visual }: { visual: VisualState }) {
  const { mapping, view } = visual;
  const { focus, setFocus } = view;
  const row = mapping.projection.rows.find(({ id }) => id === focus);
  if (focus === undefined || row === undefined) return null;
  const linkClass = 'rounded-sm text-mut hover:text-ink hover:underline';
  return (
    <nav
      aria-label="Part of the mapping"
      className="flex h-8 shrink-0 items-center gap-1.5 border-b border-line-soft px-3.5 text-sm"
    >
      <button type="button" className={linkClass} onClick={() => setFocus(undefined)}>
        Whole mapping
      </button>
      {listHolders(mapping.projection, focus).map((holder) => (
        <span key={holder.id} className="flex items-center gap-1.5">
          <span aria-hidden className="text-faint">
            /
          </span>
          <button type="button" className={linkClass} onClick={() => setFocus(holder.id)}>
            {nameRow(holder)}
          </button>
        </span>
      ))}
      <span aria-hidden className="text-faint">
        /
      </span>
      <span aria-current="location" className="font-semibold">
        {nameRow(row)}
      </span>
    </nav>
  );
}
