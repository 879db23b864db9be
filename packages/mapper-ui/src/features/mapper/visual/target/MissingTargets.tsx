import { clsx } from 'clsx';
import { Plus } from 'lucide-react';
import type { MissingField } from '../../../../core/mapping/add-missing.ts';
import { useMoreBelow } from './useMoreBelow.ts';

interface MissingTargetsProps {
  missing: readonly MissingField[];
  onAdd: (missing: MissingField) => void;
}

/** What the target asks for and no row makes: a click adds the row, a field that is let go on it maps it too. */
export function MissingTargets({ missing, onAdd }: MissingTargetsProps) {
  return missing.length === 0 ? null : <MissingList missing={missing} onAdd={onAdd} />;
}

/** Of more than three lines the fourth is seen by half, and fades: there are more. */
function MissingList({ missing, onAdd }: MissingTargetsProps) {
  const { scroller, end, isMore } = useMoreBelow();
  return (
    <section aria-label="Missing fields of the target" className="shrink-0 border-t border-line-soft bg-sub">
      <div
        ref={scroller}
        className={clsx(
          'relative max-h-26 scroll-py-4 overflow-y-auto',
          isMore && 'mask-b-from-[calc(100%-20px)] mask-b-to-100%',
        )}
      >
        <div className="flex flex-wrap items-center gap-1.5 px-3.5 py-1.5">
          <span className="text-sm text-mut">Missing {missing.length}</span>
          {missing.map((one) => (
            <button
              key={one.field.pointer}
              type="button"
              data-missing={one.field.pointer}
              title={`${one.field.pointer}${one.field.required ? ', required' : ''}: click to add it, or drop a field on it`}
              onClick={() => onAdd(one)}
              className="mono inline-flex items-center gap-1 rounded-sm border border-dashed border-line bg-canvas px-1.5 leading-5 hover:border-accent hover:text-accent"
            >
              <Plus className="size-3 text-mut" aria-hidden />
              <span className={one.field.required ? 'text-warn' : ''}>{describeField(one)}</span>
              {one.field.required && <span className="sr-only">, required</span>}
              {one.field.type !== undefined && <span className="text-mut">{one.field.type}</span>}
            </button>
          ))}
        </div>
        <div ref={end} className="-mt-px h-px" />
      </div>
    </section>
  );
}

function describeField({ field, name }: MissingField): string {
  const holder = field.pointer
    .split('/')
    .slice(1, -1)
    .filter((step) => step !== '[]')
    .join('.');
  return `${holder === '' ? '' : `${holder}.`}${name}${field.required ? ' *' : ''}`;
}
