import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import type { LineCommand } from '../../../core/mapping/list-commands.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import { moveInRows } from '../../../core/mapper/move-in-rows.ts';
import { readKey, showKey } from '../../../core/mapping/read-key.ts';
import type { EditorKnowledge } from '../../../core/mapper/editor-knowledge.ts';
import { createRangeExtractor } from '../../../core/mapper/extract-range.ts';
import { CommandMenu } from './CommandMenu.tsx';
import { RowMove } from './drag/RowMove.tsx';
import type { RowMoveHandle } from './drag/RowMove.tsx';
import { FocusTrail } from './FocusTrail.tsx';
import { InlineEditor } from './InlineEditor.tsx';
import { lineElementId, MappingRow } from './MappingRow.tsx';
import { MapBanner } from './MapBanner.tsx';
import { LINE_HEIGHT } from './useMappingView.ts';
import { useSteadyHandlers } from './useSteadyHandlers.ts';
import { MAPPING_GRID } from './useVisual.ts';
import type { VisualState } from './useVisual.ts';

interface VisualPaneProps {
  visual: VisualState;
  known: EditorKnowledge;
  /** Receives what scrolls, for what is drawn over it. */
  scroller: RefObject<HTMLDivElement | null>;
}

const OVERSCAN = 4;
/** Lines take turns in this many elements, so that scrolling changes elements instead of making them; more than ever show at once. */
const SLOTS = 128;

const HINT = 'mapping-hint';
const MOVES_SIDEWAYS = new Set(['Alt+ArrowLeft', 'Alt+ArrowRight']);

/** The mapping as a grid of lines, by keys as much as by mouse. */
export function VisualPane({ visual, known, scroller }: VisualPaneProps) {
  const { mapping, view, actions, states, mapFrom } = visual;
  const { lines, active } = view;
  const grid = useRef<HTMLDivElement>(null);
  const rowMove = useRef<RowMoveHandle>(null);
  const [extractRange] = useState(createRangeExtractor);
  const [menu, setMenu] = useState<{ line: string; x: number; y: number } | null>(null);
  // Its functions are not memoized by anybody here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: OVERSCAN,
    // The active line is there wherever it is scrolled to: it may hold what is being typed, and the grid names it.
    rangeExtractor: (range) => {
      const shown = extractRange(range);
      return active === -1 || shown.includes(active) ? shown : [...shown, active].toSorted((a, b) => a - b);
    },
  });
  const line = lines[active];
  /** There is no line but the one to add the first. */
  const isEmpty = !mapping.stale && view.focus === undefined && lines.length === 1 && lines[0]?.kind === 'add';
  const { task } = actions;
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active);
    // Only where the active line is decides: scrolling away from it is anybody's right.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [line?.id]);
  useEffect(() => {
    if (mapFrom.pending !== null) grid.current?.focus();
  }, [mapFrom.pending]);

  const focusGrid = (): void => grid.current?.focus();
  const openMenu = (on: MappingLine, at: { x: number; y: number }): void => {
    // What is being typed is done first: the list is of the line as it is then.
    if (task !== null && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    visual.pick(on);
    setMenu({ line: on.id, ...at });
  };
  const closeMenu = (): void => {
    setMenu(null);
    focusGrid();
  };
  const openMenuByKey = (on: MappingLine): void => {
    const rect = document.getElementById(lineElementId(on.id))?.getBoundingClientRect();
    if (rect !== undefined) setMenu({ line: on.id, x: rect.left + 24, y: rect.bottom });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== grid.current) return;
    if (line === undefined) return;
    const key = readKey(event);
    if (key === undefined) return;
    const done = mapFrom.pending === null ? takeKey(line, key, event.shiftKey) : takeMapKey(line, key);
    if (!done) {
      const move = moveInRows(lines, active, key);
      // Where a row cannot move in or out, its keys must not be the browser's for another page.
      if (move === undefined && !MOVES_SIDEWAYS.has(key)) return;
      if (move?.kind === 'toggle') view.toggle(line.id, move.open);
      else if (move !== undefined) {
        const next = lines[move.index];
        if (next !== undefined) visual.pick(next);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const takeKey = (on: MappingLine, key: string, shift: boolean): boolean => {
    if (key === '.' || key === 'ContextMenu' || (key === 'F10' && shift)) {
      openMenuByKey(on);
      return true;
    }
    if (key === 'Escape' && view.focus !== undefined) {
      view.setFocus(undefined);
      return true;
    }
    const commands = visual.commands(on);
    const command =
      commands.find((one) => one.key === (key === 'Backspace' ? 'Delete' : key)) ??
      // Where Enter edits the expression, so does its own key.
      (key === 'e' ? commands.find((one) => one.key === 'Enter' && one.run.kind === 'type') : undefined);
    if (command === undefined) return false;
    actions.run(on, command);
    return true;
  };
  const takeMapKey = (on: MappingLine, key: string): boolean => {
    if (key === 'Escape') mapFrom.cancel();
    else if (key === 'Enter') {
      const rect = document.getElementById(lineElementId(on.id))?.getBoundingClientRect();
      mapFrom.onto(on, { x: (rect?.left ?? 0) + 24, y: rect?.bottom ?? 0 });
    } else return false;
    return true;
  };
  const open = (on: MappingLine, place: EditTask['place']): void => {
    const commands = visual.commands(on);
    const wanted = place === 'name' && on.kind !== 'add' ? 'F2' : 'Enter';
    const command = commands.find(({ key }) => key === wanted) ?? commands.find(({ key }) => key === 'Enter');
    if (command !== undefined) actions.run(on, command);
  };
  const pick = (on: MappingLine): void => {
    visual.pick(on);
    if (mapFrom.pending !== null) mapFrom.onto(on, lineCorner(on));
    else if (on.kind === 'add') open(on, 'name');
    else if (actions.task === null) focusGrid();
  };
  const run = (on: MappingLine, command: LineCommand | undefined): void => {
    setMenu(null);
    focusGrid();
    if (command !== undefined) actions.run(on, command);
  };
  const handlers = useSteadyHandlers({
    onPick: pick,
    onOpen: open,
    onToggle: (on) => view.toggle(on.id, !on.expanded),
    onType: actions.begin,
    onChooseItem: (on, item) => view.chooseItem(on.id, item),
    onMenu: openMenu,
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  /** The active line, when it is not among those that follow each other. */
  const isAway = (index: number): boolean => index < startIndex - OVERSCAN || index > endIndex + OVERSCAN;
  const menuLine = menu === null ? undefined : lines.find(({ id }) => id === menu.line);
  const commands = menuLine === undefined ? [] : visual.commands(menuLine);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <MapBanner pending={mapFrom.pending} onCancel={mapFrom.cancel} />
      <FocusTrail visual={visual} />
      {mapping.stale && (
        <p className="shrink-0 border-b border-line-soft bg-warn-soft px-3.5 py-1 text-sm text-warn">
          The text has a fault: this is what it said before. Lines that are whole can be edited.
        </p>
      )}
      {actions.refused !== null && (
        <p role="alert" className="shrink-0 border-b border-line-soft bg-bad-soft px-3.5 py-1 text-sm text-bad">
          {actions.refused}
        </p>
      )}
      {/* The frame of the focus lies over the rows, which would cover that of the grid. */}
      <div className="relative flex min-h-0 flex-1 flex-col after:pointer-events-none after:absolute after:inset-0 after:z-30 after:ring-accent after:ring-inset has-[#mapping-grid:focus-visible]:after:ring-1">
        <div ref={scroller} className="relative min-h-0 flex-1 overflow-auto">
          <div
            ref={grid}
            id={MAPPING_GRID}
            role="treegrid"
            aria-label="Mapping"
            aria-describedby={isEmpty ? HINT : undefined}
            aria-rowcount={lines.length}
            aria-activedescendant={line === undefined ? undefined : lineElementId(line.id)}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onPointerDown={(event) => rowMove.current?.grab(event)}
            className="group/grid relative min-h-full outline-none select-none [&_input]:select-text"
            style={{ height: virtual.getTotalSize() }}
          >
            {virtual.getVirtualItems().map(({ index, start }) => {
              const shown = lines[index];
              if (shown === undefined) return null;
              const typed = task?.line === shown.id ? task : undefined;
              return (
                <MappingRow
                  key={isAway(index) || typed !== undefined ? shown.id : index % SLOTS}
                  line={shown}
                  index={index}
                  top={start}
                  source={mapping.source}
                  active={index === active}
                  dimmed={mapping.stale}
                  state={states(shown)}
                  editor={
                    typed === undefined
                      ? undefined
                      : {
                          place: typed.place,
                          wide: typed.frame !== undefined,
                          element: (
                            <InlineEditor
                              key={`${typed.line} ${typed.label}`}
                              task={typed}
                              known={known}
                              example={visual.exampleOf(shown)}
                              onTyped={visual.foretell}
                              onCommit={(text) => {
                                const reason = actions.commit(text);
                                if (reason === undefined) focusGrid();
                                return reason;
                              }}
                              onCancel={() => {
                                actions.cancel();
                                focusGrid();
                              }}
                              onExpand={
                                shown.kind === 'row' && typed.place === 'value'
                                  ? () => {
                                      actions.cancel();
                                      visual.showCode(shown);
                                    }
                                  : undefined
                              }
                            />
                          ),
                        }
                  }
                  {...handlers}
                />
              );
            })}
          </div>
          {isEmpty && (
            // Beside the grid, whose children are rows; a drop goes through it.
            <div
              id={HINT}
              className="pointer-events-none absolute inset-x-0 top-1/4 mx-auto max-w-sm px-6 text-center text-mut"
            >
              <p className="font-semibold text-ink">Nothing is mapped yet</p>
              <p className="mt-1">
                Drag a field of the source here, or press <kbd className="mono">N</kbd> to add one by name. Once a
                target says what the output should look like, Auto-map proposes the rest.
              </p>
            </div>
          )}
        </div>
      </div>
      <CommandMenu
        at={menu}
        title="What to do"
        entries={commands.map(({ id, label, key }) => ({
          id,
          label,
          detail: key === undefined ? undefined : showKey(key),
        }))}
        onChoose={(id) => {
          if (menuLine !== undefined)
            run(
              menuLine,
              commands.find((command) => command.id === id),
            );
        }}
        onClose={closeMenu}
      />
      <CommandMenu
        at={mapFrom.asking === null ? null : mapFrom.asking.at}
        title={mapFrom.asking?.title ?? ''}
        entries={(mapFrom.asking?.choices ?? []).map(({ id, label, text }) => ({ id, label, detail: text }))}
        onChoose={mapFrom.choose}
        onClose={mapFrom.cancel}
      />
      <RowMove ref={rowMove} visual={visual} />
      <output aria-live="polite" className="sr-only">
        {actions.said}
      </output>
    </div>
  );
}

function lineCorner(line: MappingLine): { x: number; y: number } {
  const rect = document.getElementById(lineElementId(line.id))?.getBoundingClientRect();
  return { x: (rect?.left ?? 0) + 24, y: rect?.bottom ?? 0 };
}
