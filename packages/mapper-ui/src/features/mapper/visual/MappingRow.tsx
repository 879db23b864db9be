/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- virtual rows are placed by transform, which those of a table cannot be, and the grid itself has the focus */
import type { ReadRole, Scalar } from '@postmap/engine';
import { clsx } from 'clsx';
import { ChevronRight, Plus, Repeat } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { previewValue } from '../../../core/mapper/preview-value.ts';
import { nameRow, sliceSpan } from '../../../core/mapping/edit-task.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import { describeLine, describeResult } from '../../../core/mapping/describe-line.ts';
import { shortenPaths } from '../../../core/mapping/shorten-paths.ts';
import { countItems } from '../../../core/mapping/read-result.ts';
import { ExpressionChip } from './ExpressionChip.tsx';
import { ItemStepper, LoopBand } from './LoopBand.tsx';
import { RowDot } from './RowDot.tsx';
import { LINE_HEIGHT } from './useMappingView.ts';

/** What is known of a line besides what the template says. */
export interface LineState {
  /** What it gives; undefined for nothing. */
  result: unknown;
  /** The result of what is being typed, and not done yet. */
  foreseen: boolean;
  severity: 'error' | 'warning' | 'info' | undefined;
  message: string | undefined;
  /** The target asks for it. */
  required: boolean;
  /** What the target's sample has, where the row gives something else. */
  wanted: Scalar | undefined;
  /** The fields that feed it, in words. */
  sources: string;
  /** Of a loop: the item that is looked at. */
  chosen: number;
  /** Lineage leads to it: it feeds what is looked at, or decides about it. */
  mark: ReadRole | undefined;
}

/** What a row can be told to do. */
export interface LineHandlers {
  onPick: (line: MappingLine) => void;
  onOpen: (line: MappingLine, place: EditTask['place']) => void;
  onToggle: (line: MappingLine) => void;
  onType: (task: EditTask) => void;
  onChooseItem: (line: MappingLine, index: number) => void;
  onMenu: (line: MappingLine, at: { x: number; y: number }) => void;
}

interface MappingRowProps extends LineHandlers {
  line: MappingLine;
  index: number;
  top: number;
  source: string;
  active: boolean;
  dimmed: boolean;
  state: LineState;
  /** In place of the name, or of the expression, while it is typed. */
  editor: { place: EditTask['place']; wide: boolean; element: ReactNode } | undefined;
}

const MARKS = {
  value: 'outline-1 -outline-offset-1 outline-accent',
  control: 'outline-1 -outline-offset-1 outline-warn',
};
const INDENT = 16;
/** With the gap after it. */
const TOGGLE_WIDTH = 20;

/** A line of the mapping: name, what it reads, what that gives now, whether all is well. */
export const MappingRow = memo(function MappingRow(props: MappingRowProps) {
  const { line, index, top, source, active, dimmed, state, editor, onPick, onOpen, onToggle, onMenu } = props;
  const isLoop = line.kind === 'row' && line.row.kind === 'loop';
  const inLoop = line.loops.length > 0 || isLoop;
  return (
    // The grid itself takes the keys, for the row that it names active.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={lineElementId(line.id)}
      role="row"
      aria-rowindex={index + 1}
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={line.expandable ? line.expanded : undefined}
      aria-selected={active}
      aria-label={describeLine(line, source, state)}
      data-line={line.id}
      title={
        line.kind === 'row' && line.row.kind !== 'object'
          ? sliceSpan(source, line.row.valueSpan).slice(0, 400)
          : undefined
      }
      onClick={() => onPick(line)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(line, { x: event.clientX, y: event.clientY });
      }}
      className={clsx(
        'group/row absolute right-0 left-0 isolate flex cursor-default items-center border-b border-line-soft pr-3 whitespace-nowrap hover:bg-hover',
        inLoop && 'bg-linear-to-r from-loop-soft to-transparent to-60% shadow-[inset_3px_0_0_var(--loop)]',
        active && '!bg-accent-soft',
        state.mark !== undefined && MARKS[state.mark],
        dimmed && 'opacity-60',
        editor !== undefined && 'z-20',
      )}
      style={{ top, height: LINE_HEIGHT }}
    >
      <div
        role="gridcell"
        className={clsx('flex min-w-0 items-center gap-1 pr-2', widthOfName(isLoop, editor))}
        style={{ paddingLeft: (line.level - 1) * INDENT + (line.expandable ? 0 : TOGGLE_WIDTH) }}
        onDoubleClick={() => onOpen(line, 'name')}
      >
        {line.expandable && (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            onClick={(event) => {
              event.stopPropagation();
              onToggle(line);
            }}
            onDoubleClick={(event) => event.stopPropagation()}
            className="flex size-4 shrink-0 items-center justify-center rounded-sm text-mut hover:text-ink"
          >
            <ChevronRight className={clsx('size-3', line.expanded && 'rotate-90')} />
          </button>
        )}
        {editor?.place === 'name' ? editor.element : <LineName line={line} source={source} required={state.required} />}
      </div>
      <div role="gridcell" className="flex min-w-0 flex-1 items-center" onDoubleClick={() => onOpen(line, 'value')}>
        {editor?.place === 'value' ? editor.element : <LineValue {...props} />}
      </div>
      <LineResult {...props} />
      <div role="gridcell" className="ml-1 flex shrink-0">
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Commands for ${line.kind === 'row' ? nameRow(line.row) : 'this line'}`}
          // The focus stays where something is typed: leaving that draws the row anew, and the click would be lost with the button.
          onPointerDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.stopPropagation();
            onPick(line);
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            onMenu(line, { x: left, y: bottom });
          }}
          // Three dots that are painted where the pointer is, and laid out nowhere: a picture in every row is a step of each frame.
          className="h-5 w-5 shrink-0 rounded-sm bg-size-[5px_5px] bg-clip-content bg-origin-content bg-center bg-repeat-x px-[2.5px] text-mut group-hover/row:bg-[radial-gradient(circle,currentColor_1px,transparent_1.5px)] hover:text-ink"
        />
      </div>
    </div>
  );
});

/** A loop says much behind its name; a condition that is typed is longer than a name, and so is a value. */
function widthOfName(isLoop: boolean, editor: MappingRowProps['editor']): string {
  if (editor?.place === 'name' && editor.wide) return 'w-[70%] shrink-0';
  if (editor?.place === 'value') return 'w-[22%] shrink-0';
  return isLoop ? 'max-w-[45%] shrink-0' : 'w-[34%] shrink-0';
}

/** The id that the grid names its active row by. */
export function lineElementId(id: string): string {
  return `line:${id.replaceAll(' ', '\u00a0')}`;
}

function LineName({ line, source, required }: { line: MappingLine; source: string; required: boolean }) {
  if (line.kind === 'add')
    return (
      <span className="flex items-center gap-1 text-mut group-hover/row:text-ink">
        <Plus className="size-3" aria-hidden /> {line.what}
      </span>
    );
  if (line.kind === 'otherwise') return <span className="text-mut">otherwise</span>;
  if (line.kind === 'entry')
    return <span className="mono truncate">{line.entry.key ?? sliceSpan(source, line.entry.keySpan)}</span>;
  const { row, branch } = line;
  if (branch !== undefined) {
    const { testSpan } = branch.branch;
    return (
      <span className="truncate text-warn">
        {testSpan === undefined ? 'otherwise' : 'when '}
        {testSpan !== undefined && <span className="mono">{shortenPaths(sliceSpan(source, testSpan))}</span>}
      </span>
    );
  }
  const plain = row.slot === 'field' || row.slot === 'binding';
  const name = plain ? nameField(line, source) : SLOT_NAMES[row.slot];
  if (row.kind !== 'loop' && !required)
    return <span className={clsx('truncate', row.slot === 'binding' && 'mono', !plain && 'text-mut')}>{name}</span>;
  return (
    <span
      className={clsx(
        'flex min-w-0 items-center gap-1.5',
        row.kind === 'loop' && 'font-semibold text-loop',
        row.slot === 'binding' && 'mono',
      )}
    >
      {row.kind === 'loop' && <Repeat className="size-3 shrink-0" aria-hidden />}
      <span className={clsx('truncate', !plain && 'text-mut')}>{name}</span>
      {required && (
        <span className="text-warn" title="The target requires it">
          *
        </span>
      )}
    </span>
  );
}

const SLOT_NAMES = {
  root: 'output',
  field: '',
  item: 'item',
  branch: '',
  body: 'gives',
  part: 'merged in',
  binding: '',
};

/** A computed name has no other words than its own. */
function nameField({ row }: Extract<MappingLine, { kind: 'row' }>, source: string): string {
  return row.name ?? (row.keySpan === undefined ? '…' : sliceSpan(source, row.keySpan));
}

function LineValue({ line, source, onType }: MappingRowProps) {
  if (line.kind === 'row')
    return line.row.kind === 'loop' ? (
      <LoopBand line={line} row={line.row} source={source} onType={onType} />
    ) : (
      <ExpressionChip row={line.row} source={source} />
    );
  if (line.kind === 'entry')
    return <span className="mono truncate text-mut">→ {sliceSpan(source, line.entry.valueSpan)}</span>;
  if (line.kind !== 'otherwise') return null;
  const span = line.row.lookup.otherwiseSpan;
  return <span className="mono truncate text-mut">→ {span === undefined ? 'nothing' : sliceSpan(source, span)}</span>;
}

function LineResult({ line, state, editor, onChooseItem }: MappingRowProps) {
  const { result, foreseen, chosen } = state;
  const shows =
    line.kind === 'row' &&
    line.branch === undefined &&
    line.row.slot !== 'part' &&
    // What a variable holds, and which item of a list is its, cannot always be told.
    ((line.row.slot !== 'binding' && line.row.slot !== 'item') || result !== undefined);
  if (line.kind === 'row' && line.row.kind === 'loop')
    return (
      <div role="gridcell" className="ml-2 flex shrink-0 items-center gap-2">
        {line.row.loop.iterates !== 'one' && (
          <ItemStepper
            name={nameRow(line.row)}
            count={countItems(result, line.row.loop.form === 'group')}
            chosen={chosen}
            onChoose={(index) => onChooseItem(line, index)}
          />
        )}
        <RowDot {...state} gives={result !== undefined} />
      </div>
    );
  return (
    <div
      role="gridcell"
      className={clsx(
        'ml-2 flex min-w-0 shrink-0 items-center justify-end gap-2',
        editor?.place === 'value' ? 'max-w-[22%]' : 'max-w-[32%]',
      )}
    >
      {shows && (
        <span
          title={result === undefined ? undefined : previewValue(result)}
          className={clsx('mono truncate', foreseen ? 'text-accent italic' : 'text-mut')}
        >
          {describeResult(result)}
        </span>
      )}
      {line.kind === 'row' && <RowDot {...state} gives={!shows || result !== undefined} />}
    </div>
  );
}
