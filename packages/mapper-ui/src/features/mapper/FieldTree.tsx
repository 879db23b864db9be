import type { Language, ReadRole, Shape } from '@postmap/engine';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { countUses } from '../../core/mapper/field-usage.ts';
import type { FieldUsage } from '../../core/mapper/field-usage.ts';
import { createRangeExtractor } from '../../core/mapper/extract-range.ts';
import { findPresence } from '../../core/mapper/field-presence.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import { writeRootPath } from '../../core/mapper/insert-path.ts';
import { moveInRows } from '../../core/mapper/move-in-rows.ts';
import { chooseExpanded, listTreeRows } from '../../core/mapper/tree-rows.ts';
import { FieldCard } from './FieldCard.tsx';
import { copyText } from './copy-text.ts';
import { FieldRow } from './FieldRow.tsx';
import type { Sought } from './lineage/useLineageMoves.ts';
import { useFieldHover } from './useFieldHover.ts';
import { useFieldReveal } from './useFieldReveal.ts';
import type { SourceView } from './visual/lines/source-view.ts';

interface FieldTreeProps {
  root: FieldNode;
  query: string;
  /** Which fields to show; all where it is undefined. */
  keep: ((node: FieldNode) => boolean) | undefined;
  language: Language;
  usage: FieldUsage;
  /** The shape of the event type's samples. */
  samples: Shape;
  onMap: (node: FieldNode) => void;
  /** A button goes down on a row: the field may be about to be dragged. */
  onGrab: (node: FieldNode, event: PointerEvent) => void;
  /** Is told what shows. */
  view: SourceView;
  /** Fields that lineage leads to, by their ids. The first of new ones is brought into view. */
  marks: ReadonlyMap<string, ReadRole>;
  /** A field that is to be shown and to get the keys. */
  sought: Sought<string> | null;
  /** A field that is to be shown is filtered out. */
  onUnfilter: () => void;
  onFound: () => void;
  onOutputs: (id: string) => void;
}

const ROW_HEIGHT = 28;
const OVERSCAN = 4;
/** Rows take turns in this many elements, so that scrolling changes elements instead of making them. */
const SLOTS = 128;

/**
 * The payload's fields as a virtual ARIA tree: arrows move, open and close; Enter, M or a double click maps the field, ⌘C copies
 * its path, Alt+L shows what it feeds.
 */
export function FieldTree({
  root,
  query,
  keep,
  language,
  usage,
  samples,
  onMap,
  onGrab,
  view,
  marks,
  sought,
  onUnfilter,
  onFound,
  onOutputs,
}: FieldTreeProps) {
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
  const rows = useMemo(() => listTreeRows(root, expanded, query, keep), [root, expanded, query, keep]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = useMemo(
    () =>
      Math.max(
        0,
        rows.findIndex(({ node }) => node.id === activeId),
      ),
    [rows, activeId],
  );
  const { hovered, hover, hide, stay } = useFieldHover();
  const [extractRange] = useState(createRangeExtractor);
  // Its functions are not memoized by anybody here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor: extractRange,
  });
  // A filter that shortens the list leaves the scroll offset behind its end otherwise.
  useEffect(() => virtual.scrollToOffset(0), [virtual, query, keep]);

  const { show } = view;
  useEffect(() => {
    const element = scroller.current;
    show(element === null ? null : { rows, rowHeight: ROW_HEIGHT, scroller: element, active: activeId });
  }, [show, rows, activeId]);
  useEffect(() => () => show(null), [show]);
  const toggle = useCallback(
    (node: FieldNode, open: boolean) => setToggled((before) => new Map(before).set(node.id, open)),
    [],
  );
  const select = useCallback(
    (node: FieldNode) => {
      hide();
      setActiveId(node.id);
    },
    [hide],
  );
  useFieldReveal({
    rows,
    marks,
    sought,
    open: (ids) => setToggled((before) => new Map([...before, ...ids.map((id) => [id, true] as const)])),
    goTo(index, takesKeys) {
      setActiveId(rows[index]?.node.id ?? null);
      virtual.scrollToIndex(index);
      if (takesKeys) scroller.current?.focus();
    },
    onUnfilter,
    onFound,
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row === undefined) return;
    if (event.metaKey || event.ctrlKey || event.altKey) {
      if (event.key !== 'c') return;
      event.preventDefault();
      void copyText(writeRootPath(language, row.node.path));
      return;
    }
    if (['Enter', 'm', 'M'].includes(event.key)) {
      event.preventDefault();
      onMap(row.node);
      return;
    }
    const move = moveInRows(rows, active, event.key);
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === 'toggle') toggle(row.node, move.open);
    else {
      setActiveId(rows[move.index]?.node.id ?? null);
      virtual.scrollToIndex(move.index);
    }
  };

  const activeRow = rows[active];
  if (activeRow === undefined) {
    return (
      <p className="px-4 py-3 text-mut">
        {query.trim() === '' ? 'No field is left to show.' : `No field or value here has “${query.trim()}”.`}
      </p>
    );
  }
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Fields of the sample"
      aria-activedescendant={`field${activeRow.node.id}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={hide}
      className="group/tree touch-manipulation min-h-0 flex-1 overflow-auto outline-none select-none focus-visible:ring-1 focus-visible:ring-accent focus-visible:ring-inset"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const presence = findPresence(samples, row.node.path);
          return (
            <FieldRow
              key={index % SLOTS}
              row={row}
              top={start}
              active={index === active}
              dimmed={(keep !== undefined || query.trim() !== '') && !row.matches}
              uses={countUses(usage, row.node)}
              present={presence?.present}
              presentOf={presence?.of}
              mark={marks.get(row.node.id)}
              onToggle={toggle}
              onSelect={select}
              onMap={onMap}
              onHover={hover}
              onGrab={onGrab}
              onOutputs={onOutputs}
            />
          );
        })}
      </div>
      {hovered !== null && (
        <FieldCard
          hovered={hovered}
          language={language}
          samples={samples}
          uses={countUses(usage, hovered.node)}
          onKeep={stay}
          onLeave={() => hover(null)}
          onMap={onMap}
          onOutputs={onOutputs}
        />
      )}
    </div>
  );
}
