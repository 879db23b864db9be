import type { Language } from '@postmap/engine';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import { writeRootPath } from '../../core/mapper/insert-path.ts';
import { moveInTree } from '../../core/mapper/move-in-tree.ts';
import { chooseExpanded, listTreeRows } from '../../core/mapper/tree-rows.ts';
import { FieldCard } from './FieldCard.tsx';
import type { HoveredField } from './FieldCard.tsx';
import { copyText } from './copy-text.ts';
import { FieldRow } from './FieldRow.tsx';

interface FieldTreeProps {
  root: FieldNode;
  query: string;
  language: Language;
  onInsert: (node: FieldNode) => void;
}

const ROW_HEIGHT = 28;
const HOVER_MS = 500;
const OVERSCAN = 8;
/** Rows take turns in this many elements, so that scrolling changes elements instead of making them. */
const SLOTS = 128;

/**
 * The payload's fields as a virtual ARIA tree: arrows move, open and close, Enter or a double click inserts the path at
 * the editor's caret, ⌘C copies it.
 */
export function FieldTree({ root, query, language, onInsert }: FieldTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const initial = useMemo(() => chooseExpanded(root), [root]);
  const expanded = useMemo(() => {
    const ids = new Set(initial);
    for (const [id, open] of toggled) {
      if (open) ids.add(id);
      else ids.delete(id);
    }
    return ids;
  }, [initial, toggled]);
  const rows = useMemo(() => listTreeRows(root, expanded, query), [root, expanded, query]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = Math.max(
    0,
    rows.findIndex(({ node }) => node.id === activeId),
  );
  const [hovered, setHovered] = useState<HoveredField | null>(null);
  const hoverTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Its functions are not memoized by anybody here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  useEffect(() => {
    // Who types looks at what is typed: a pointer left on a field must not cover the editor with its card.
    const hide = (): void => {
      clearTimeout(hoverTimer.current);
      setHovered(null);
    };
    window.addEventListener('keydown', hide, { capture: true });
    return () => {
      clearTimeout(hoverTimer.current);
      window.removeEventListener('keydown', hide, { capture: true });
    };
  }, []);

  const toggle = useCallback(
    (node: FieldNode, open: boolean) => setToggled((before) => new Map(before).set(node.id, open)),
    [],
  );
  const hover = useCallback((next: HoveredField | null) => {
    clearTimeout(hoverTimer.current);
    hoverTimer.current = setTimeout(() => setHovered(next), next === null ? 150 : HOVER_MS);
  }, []);
  const select = useCallback((node: FieldNode) => {
    clearTimeout(hoverTimer.current);
    setHovered(null);
    setActiveId(node.id);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row === undefined) return;
    if ((event.metaKey || event.ctrlKey) && event.key === 'c') {
      event.preventDefault();
      void copyText(writeRootPath(language, row.node.path));
      return;
    }
    const move = moveInTree(rows, active, event.key);
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === 'insert') onInsert(row.node);
    else if (move.kind === 'toggle') toggle(row.node, move.open);
    else {
      setActiveId(rows[move.index]?.node.id ?? null);
      virtual.scrollToIndex(move.index);
    }
  };

  if (rows.length === 0) return <p className="px-4 py-3 text-mut">No field or value has “{query.trim()}”.</p>;
  const activeRow = rows[active];
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Fields of the sample"
      aria-activedescendant={activeRow === undefined ? undefined : `field${activeRow.node.id}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={() => setHovered(null)}
      className="group/tree min-h-0 flex-1 overflow-auto outline-none focus-visible:ring-1 focus-visible:ring-accent focus-visible:ring-inset"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <FieldRow
              key={index % SLOTS}
              row={row}
              top={start}
              active={index === active}
              dimmed={query.trim() !== '' && !row.matches}
              onToggle={toggle}
              onSelect={select}
              onInsert={onInsert}
              onHover={hover}
            />
          );
        })}
      </div>
      {hovered !== null && (
        <FieldCard
          hovered={hovered}
          language={language}
          onKeep={() => clearTimeout(hoverTimer.current)}
          onLeave={() => hover(null)}
          onInsert={onInsert}
        />
      )}
    </div>
  );
}
