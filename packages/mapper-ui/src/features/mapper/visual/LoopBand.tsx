import type { LoopRow } from '@postmap/engine';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { sliceSpan } from '../../../core/mapping/edit-task.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import { typeGroup, typeIndex, typeIterate, typeSort, typeWhere } from '../../../core/mapping/loop-task.ts';
import type { RowLine } from '../../../core/mapping/mapping-line.ts';
import { shortenPaths } from '../../../core/mapping/shorten-paths.ts';

interface LoopBandProps {
  line: RowLine;
  row: LoopRow;
  source: string;
  onType: (task: EditTask) => void;
}

const clauseClass = 'mono min-w-10 shrink-[20] truncate rounded-full bg-hover px-2 leading-5 text-mut hover:text-ink';

/** What a loop goes through, which items, in which order: each part is edited by a click. */
export function LoopBand({ line, row, source, onType }: LoopBandProps) {
  const { loop } = row;
  const edit = (label: string, text: string, task: EditTask) => (
    <button
      key={task.label + text}
      type="button"
      tabIndex={-1}
      title={`${label} ${text}`}
      onClick={(event) => {
        event.stopPropagation();
        onType(task);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      className={clauseClass}
    >
      {label} {text}
    </button>
  );
  const read = (span: { start: number; end: number }): string => shortenPaths(sliceSpan(source, span));
  return (
    <span className="flex min-w-0 items-center gap-1.5 overflow-hidden text-loop">
      <span className="shrink-0">
        {loop.form === 'group' ? 'group' : loop.iterates === 'one' ? 'from' : 'for each'}
      </span>
      <button
        type="button"
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          onType(typeIterate(line, row, source));
        }}
        onDoubleClick={(event) => event.stopPropagation()}
        className="mono min-w-16 shrink truncate rounded-sm text-loop hover:underline"
      >
        {read(loop.iterateSpan)}
      </button>
      {loop.filters.map((filter, index) => edit('where', read(filter.span), typeWhere(line, row, source, index)))}
      {loop.sort !== undefined &&
        edit(
          'sort',
          loop.sort.terms.map((term) => `${read(term.expressionSpan)}${term.descending ? ' ↓' : ''}`).join(', '),
          typeSort(line, row, source),
        )}
      {loop.groupKeySpan !== undefined && edit('by', read(loop.groupKeySpan), typeGroup(line, row, source))}
      {loop.index !== undefined && (
        <span className="shrink-0">{edit('counts', loop.index.name, typeIndex(line, row))}</span>
      )}
    </span>
  );
}

interface ItemStepperProps {
  name: string;
  count: number;
  chosen: number;
  onChoose: (index: number) => void;
}

/** Which item the results of a loop are of. */
export function ItemStepper({ name, count, chosen, onChoose }: ItemStepperProps) {
  if (count === 0) return <span className="text-mut">no items</span>;
  const at = Math.min(chosen, count - 1);
  const step = (label: string, to: number, icon: typeof ChevronLeft) => {
    const Icon = icon;
    return (
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${label} item of ${name}`}
        title={`${label} item`}
        disabled={to < 0 || to >= count}
        onClick={(event) => {
          event.stopPropagation();
          onChoose(to);
        }}
        onDoubleClick={(event) => event.stopPropagation()}
        className="flex size-5 items-center justify-center rounded-sm text-mut hover:bg-hover hover:text-ink disabled:opacity-40"
      >
        <Icon className="size-3.5" />
      </button>
    );
  };
  return (
    <span className="figures flex shrink-0 items-center text-mut">
      {step('Previous', at - 1, ChevronLeft)}
      {at + 1} of {count}
      {step('Next', at + 1, ChevronRight)}
    </span>
  );
}
