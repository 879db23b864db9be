import { listExtraRows } from '@postmap/engine';
import { useMemo, useState } from 'react';
import { Button } from '../../../../components/Button.tsx';
import { describePointer } from '../../../../core/mapping/describe-line.ts';
import type { MappingState } from '../useMapping.ts';
import type { TargetState } from './useTarget.ts';

interface ExtraRowsProps {
  mapping: MappingState;
  target: TargetState;
  /** The button is gone then. */
  onRemoved: () => void;
}

/** What rows make and the target does not ask for, such as those that a new template begins with: one click takes them out. */
export function ExtraRows({ mapping, target, onRemoved }: ExtraRowsProps) {
  const { projection, stale } = mapping;
  const [said, say] = useState('');
  const rows = useMemo(
    () => (target.target === undefined || stale ? [] : listExtraRows(projection, target.target)),
    [projection, stale, target.target],
  );
  const remove = (): void => {
    say(`Removed ${countRows(rows.length)}`);
    target.removeExtra(mapping);
    onRemoved();
  };
  const names = rows.map(({ targetPointer }) => describePointer(targetPointer)).join(', ');
  return (
    <>
      {rows.length > 0 && (
        <section
          aria-label="Rows not in the target"
          className="flex shrink-0 items-center gap-2 border-t border-line-soft bg-sub px-3.5 py-1"
        >
          <p className="min-w-0 truncate text-sm text-mut" title={names}>
            {countRows(rows.length)} not in the target: <span className="mono">{names}</span>
          </p>
          <Button variant="quiet" className="ml-auto" onClick={remove}>
            Remove them
          </Button>
        </section>
      )}
      <output aria-live="polite" className="sr-only">
        {said}
      </output>
    </>
  );
}

function countRows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
