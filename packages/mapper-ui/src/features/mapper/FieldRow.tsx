import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { FieldNode, ValueKind } from '../../core/mapper/field-tree.ts';
import { previewField } from '../../core/mapper/preview-value.ts';
import type { TreeRow } from '../../core/mapper/tree-rows.ts';
import type { HoveredField } from './FieldCard.tsx';

interface FieldRowProps {
  row: TreeRow;
  top: number;
  active: boolean;
  dimmed: boolean;
  onToggle: (node: FieldNode, open: boolean) => void;
  onSelect: (node: FieldNode) => void;
  onInsert: (node: FieldNode) => void;
  onHover: (hovered: HoveredField | null) => void;
}

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
  onToggle,
  onSelect,
  onInsert,
  onHover,
}: FieldRowProps) {
  const { node, level, expandable, expanded, position, siblings } = row;
  const preview = previewField(node);
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
      aria-label={`${node.key}, ${kindNames[node.kind]}, ${preview}`}
      onClick={() => onSelect(node)}
      onDoubleClick={() => onInsert(node)}
      onMouseEnter={(event) => onHover({ node, rect: event.currentTarget.getBoundingClientRect() })}
      onMouseLeave={() => onHover(null)}
      className={clsx(
        'absolute top-0 right-0 left-0 flex h-7 cursor-default items-center gap-1.5 pr-3 whitespace-nowrap hover:bg-hover',
        active && 'group-focus-visible/tree:!bg-accent-soft',
      )}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 10 + (level - 1) * 14 }}
    >
      {expandable ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
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
      <span className="mono min-w-0 flex-1 truncate text-right text-mut">{preview}</span>
    </div>
  );
});
