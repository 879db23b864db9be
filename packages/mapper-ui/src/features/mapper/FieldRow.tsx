import type { ReadRole } from '@postmap/engine';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { PointerEvent } from 'react';
import type { FieldNode, ValueKind } from '../../core/mapper/field-tree.ts';
import { previewField } from '../../core/mapper/preview-value.ts';
import type { TreeRow } from '../../core/mapper/tree-rows.ts';

interface FieldRowProps {
  row: TreeRow;
  top: number;
  active: boolean;
  dimmed: boolean;
  /** How many places of the output it feeds. */
  uses: number;
  /** In how many of the samples' objects it is there; undefined where no sample has it. */
  present: number | undefined;
  presentOf: number | undefined;
  /** Lineage leads to it: it feeds what is looked at, or decides about it. */
  mark: ReadRole | undefined;
  onToggle: (node: FieldNode, open: boolean) => void;
  onSelect: (node: FieldNode) => void;
  onMap: (node: FieldNode) => void;
  onHover: (hovered: { node: FieldNode; element: HTMLElement } | null) => void;
  onGrab: (node: FieldNode, event: PointerEvent) => void;
  onOutputs: (id: string) => void;
}

const markLooks: Record<ReadRole, string> = {
  value: 'bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]',
  control: 'bg-warn-soft shadow-[inset_2px_0_0_var(--warn)]',
};

const glyphs: Record<ValueKind, string> = {
  object: '{}',
  array: '[ ]',
  text: 'abc',
  number: '123',
  boolean: 't/f',
  null: '∅',
};
const kindNames: Record<ValueKind, string> = {
  object: 'object',
  array: 'list',
  text: 'text',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
};

/** A row of the tree, drawn anew only when what it shows changes: scrolling and typing pass over it. */
export const FieldRow = memo(function FieldRow({
  row,
  top,
  active,
  dimmed,
  uses,
  present,
  presentOf,
  mark,
  onToggle,
  onSelect,
  onMap,
  onHover,
  onGrab,
  onOutputs,
}: FieldRowProps) {
  const { node, level, expandable, expanded, position, siblings } = row;
  return (
    // The tree itself takes the keys, for the row that it names active.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`field${node.id}`}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={active}
      aria-expanded={expandable ? expanded : undefined}
      onClick={() => onSelect(node)}
      onDoubleClick={() => onMap(node)}
      onPointerDown={(event) => onGrab(node, event)}
      onMouseEnter={(event) => onHover({ node, element: event.currentTarget })}
      onMouseLeave={() => onHover(null)}
      className={clsx(
        'absolute right-0 left-0 flex h-7 isolate cursor-default items-center gap-1.5 pr-2 whitespace-nowrap hover:bg-hover',
        mark !== undefined && markLooks[mark],
        active && 'group-focus-visible/tree:!bg-accent-soft',
      )}
      style={{ top, paddingLeft: 10 + (level - 1) * 14 }}
    >
      {expandable ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onPointerDown={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(node);
            onToggle(node, !expanded);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
          className="flex size-4 shrink-0 items-center justify-center rounded-sm text-mut hover:text-ink"
        >
          <ChevronRight className={clsx('size-3', expanded && 'rotate-90')} />
        </button>
      ) : (
        <span className="w-4 shrink-0" />
      )}
      <span aria-hidden className="mono w-6 shrink-0 !text-[10px] text-mut">
        {glyphs[node.kind]}
      </span>
      <span className={clsx('max-w-[65%] shrink-0 truncate font-medium', dimmed && 'text-mut')}>{node.key}</span>
      <span className="sr-only">{kindNames[node.kind]}</span>
      {mark !== undefined && (
        <span className="sr-only">{mark === 'value' ? 'in the lineage' : 'decides in the lineage'}</span>
      )}
      {present !== undefined && presentOf !== undefined && present < presentOf && (
        <span className="figures shrink-0 text-xs text-warn">
          <span aria-hidden>
            {present}/{presentOf}
          </span>
          <span className="sr-only">
            in {present} of {presentOf}
          </span>
        </span>
      )}
      <span className="mono min-w-0 flex-1 truncate text-right text-mut">{previewField(node)}</span>
      <span className="flex w-5 shrink-0 justify-end">
        {uses > 0 && (
          <button
            type="button"
            tabIndex={-1}
            title="Show what it feeds (Alt+L)"
            onPointerDown={(event) => event.stopPropagation()}
            onClick={(event) => {
              event.stopPropagation();
              onSelect(node);
              onOutputs(node.id);
            }}
            onDoubleClick={(event) => event.stopPropagation()}
            className="figures min-w-4.5 rounded-full bg-accent-soft px-1 text-center text-[10px] leading-4.5 text-accent hover:bg-accent hover:text-on-accent"
          >
            <span className="sr-only">feeds </span>
            {uses}
          </button>
        )}
      </span>
    </div>
  );
});
