import { project } from '@postmap/engine';
import type { Action, Projection, Row } from '@postmap/engine';
import { useCallback, useState } from 'react';
import { typeEntryValue, typeExpression, typeNew } from '../../../core/mapping/edit-task.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import type { LineCommand, LookAt } from '../../../core/mapping/list-commands.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import { findAdded, findEmptyObject, listHolders } from '../../../core/mapping/find-row.ts';
import { suggestKey } from '../../../core/mapping/suggest-key.ts';
import { findMoved } from '../../../core/mapping/plan-move.ts';
import { findNeighbour } from '../../../core/mapping/find-neighbour.ts';
import type { MappingState } from './useMapping.ts';
import type { MappingView } from './useMappingView.ts';

export interface LineActions {
  /** What is being typed. */
  task: EditTask | null;
  begin: (task: EditTask) => void;
  cancel: () => void;
  /** Does what was typed; says why where that cannot be, and then stays open. */
  commit: (typed: string) => string | undefined;
  run: (line: MappingLine, command: LineCommand) => void;
  /** Does an action and says so; false, and why, where it cannot be done. */
  act: (action: Action, said: string) => boolean;
  /** The same, and the value of an empty row that was made is typed next: `done` where there is none to type. */
  actThenType: (action: Action, said: string) => 'typing' | 'done' | 'refused';
  /** The newest thing to say to whoever cannot see it. */
  said: string;
  /** The newest thing that could not be done, and why. */
  refused: string | null;
}

/** What is done with lines, by keys, menus and typing alike. */
export function useLineActions(
  mapping: MappingState,
  view: MappingView,
  showCode: (line: MappingLine) => void,
  payload: unknown,
): LineActions {
  const [task, setTask] = useState<EditTask | null>(null);
  const [said, say] = useState('');
  const [refused, setRefused] = useState<string | null>(null);

  const begin = (next: EditTask): void => {
    setRefused(null);
    setTask(next);
  };
  const cancel = useCallback(() => setTask(null), []);
  /** The text that it makes and its rows; undefined where it cannot be done. */
  const apply = (action: Action, done: string): { source: string; after: Projection } | undefined => {
    const source = mapping.foresee(action);
    const reason = mapping.apply(action);
    setRefused(reason ?? null);
    say(reason ?? done);
    if (reason !== undefined || source === undefined) return undefined;
    const after = project(source, mapping.shape);
    follow(action, after);
    return { source, after };
  };
  const act = (action: Action, done: string): boolean => apply(action, done) !== undefined;
  const actThenType = (action: Action, done: string): 'typing' | 'done' | 'refused' => {
    const made = apply(action, done);
    if (made === undefined) return 'refused';
    const next = typeMade(action, made.source, made.after);
    if (next?.initial !== '') return 'done';
    setTask(next);
    return 'typing';
  };
  /** Keeps the active line on what was changed, where its id is another now. */
  const follow = (action: Action, next: Projection): void => {
    if (action.type === 'addBinding') return;
    if (action.type === 'setLookup' && action.change.kind === 'create') view.toggle(action.row, true);
    if (action.type === 'setCondition' && action.change.kind !== 'remove') view.toggle(action.row, true);
    if (action.type === 'mapDrop' || action.type === 'createLoop') view.setActive(action.row);
    if (action.type === 'rename') {
      const before = mapping.projection.rows.find(({ id }) => id === action.row);
      const after = next.rows.find(({ span, slot }) => span.start === before?.span.start && slot === before.slot);
      if (after !== undefined) view.setActive(after.id);
    }
    if (action.type === 'move') {
      const moved = findMoved(mapping.projection.rows, action, next.rows);
      if (moved !== undefined) show(moved, next);
    }
    if (action.type === 'addRow') {
      const added = findAdded(next, action);
      if (added !== undefined) show(added, next);
    }
  };
  /** Makes a row that is new there the active one, and opens what it is in. */
  const show = ({ id }: Row, next: Projection): void => {
    const holders = listHolders(next, id);
    for (const holder of holders) view.toggle(holder.id, true);
    if (!holders.some((holder) => holder.id === view.focus)) view.setFocus(undefined);
    view.setActive(id);
  };
  const commit = (typed: string): string | undefined => {
    if (task === null) return undefined;
    const isStatic = task.frame === undefined && task.place === 'value';
    const action = task.toAction(isStatic ? typed : typed.trim());
    const next = action === undefined ? undefined : mapping.foresee(action);
    if (action === undefined) {
      cancel();
      return undefined;
    }
    const reason = mapping.apply(action);
    say(reason ?? `${task.label}: ${typed}`);
    if (reason !== undefined || next === undefined) return reason;
    const after = project(next, mapping.shape);
    follow(action, after);
    const following = task.thenValue ? typeMade(action, next, after) : beginObject(action, after);
    if (following !== undefined) view.setActive(following.line);
    setTask(following ?? null);
    return undefined;
  };
  /** An object that was just made wants a field: its name is typed next, in the row itself or in the one item of its list. */
  const beginObject = (action: Action, next: Projection): EditTask | undefined => {
    const made = findEmptyObject(next, action);
    if (made === undefined) return undefined;
    for (const { id } of [...listHolders(next, made.id), made]) view.toggle(id, true);
    return typeNew({ id: `${made.id}+field`, what: 'field', to: made.id });
  };
  const look = (line: MappingLine, at: LookAt): void => {
    if (at === 'toggle') view.toggle(line.id, !line.expanded);
    else if (at === 'code') showCode(line);
    else if (at === 'focus') {
      if (line.kind === 'row') view.setFocus(line.row.id);
    } else {
      const place = findAddLine(view.lines, line);
      if (place === undefined) return;
      view.setActive(place.id);
      begin(typeNew(place));
    }
  };
  const run = (line: MappingLine, { run: what }: LineCommand): void => {
    if (what.kind === 'look') look(line, what.at);
    else if (what.kind === 'type') begin(what.task);
    else {
      const neighbour = what.action.type === 'delete' ? findNeighbour(view.lines, view.active) : undefined;
      const made = apply(what.action, what.said);
      if (made !== undefined && neighbour !== undefined) view.setActive(neighbour);
      const following = made && typeFirstKey(what.action, made.after, payload);
      if (following === undefined) return;
      view.setActive(following.line);
      setTask(following);
    }
  };
  return { task, begin, cancel, commit, run, act, actThenType, said, refused };
}

/** The value of what an action made, to be typed next. */
function typeMade(action: Action, source: string, after: Projection): EditTask | undefined {
  if (action.type === 'addRow') {
    const row = findAdded(after, action);
    return row === undefined ? undefined : typeExpression({ id: row.id, row }, source);
  }
  if (action.type !== 'setLookup' || action.change.kind !== 'set') return undefined;
  const { key } = action.change;
  const row = after.rows.find(({ id }) => id === action.row);
  if (row?.kind !== 'lookup') return undefined;
  const index = row.lookup.entries.findLastIndex((entry) => entry.key === key);
  const entry = row.lookup.entries[index];
  return entry === undefined ? undefined : typeEntryValue({ id: `${row.id}=${index}`, row, entry });
}

/** A table that was just made wants an entry: its key, with the one that the payload has proposed. */
function typeFirstKey(action: Action, after: Projection, payload: unknown): EditTask | undefined {
  if (action.type !== 'setLookup' || action.change.kind !== 'create' || action.change.entries.length > 0)
    return undefined;
  const { row } = action;
  return typeNew({ id: `${row}+entry`, what: 'entry', to: row }, suggestKey(after, row, payload));
}

/** Where a field is added beside a line: in the row itself when it is open, else in what holds it. */
function findAddLine(
  lines: readonly MappingLine[],
  line: MappingLine,
): Extract<MappingLine, { kind: 'add' }> | undefined {
  const places = line.expanded ? [line.id, line.holder] : [line.holder];
  for (const place of places) {
    const found = lines.find((other) => other.kind === 'add' && other.what === 'field' && other.to === place);
    if (found?.kind === 'add') return found;
  }
  return undefined;
}
