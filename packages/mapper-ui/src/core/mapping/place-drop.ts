import type { AddRow, DropPlan, Projection, Row, RowId } from '@postmap/engine';
import type { MappingLine } from './mapping-line.ts';

/** Where a field is let go. */
export type DropPlace =
  /** On a row: on its name or on its value. */
  | { readonly kind: 'row'; readonly row: RowId; readonly place: 'name' | 'value' }
  /** Between two rows, counted among the fields of what holds them; without an index at its end. */
  | {
      readonly kind: 'field';
      readonly holder: RowId | null;
      readonly index: number | undefined;
      readonly edge: 'top' | 'bottom' | undefined;
    };

/** This close to an edge, in pixels, a field goes between two rows. */
const EDGE = 6;

/** What a point over a line means: `y` from its top. */
export function placeDrop(
  { rows }: Projection,
  line: MappingLine | undefined,
  y: number,
  height: number,
  onName: boolean,
): DropPlace {
  if (line === undefined) return { kind: 'field', holder: null, index: undefined, edge: undefined };
  if (line.kind === 'add') return { kind: 'field', holder: line.to, index: undefined, edge: undefined };
  const { row } = line;
  const edge = y < EDGE ? 'top' : y > height - EDGE && !line.expanded ? 'bottom' : undefined;
  if (line.kind === 'row' && row.slot === 'field' && row.holder !== undefined && edge !== undefined) {
    const index = countFieldsBefore(rows, row) + (edge === 'top' ? 0 : 1);
    return { kind: 'field', holder: row.holder, index, edge };
  }
  return { kind: 'row', row: row.id, place: onName ? 'name' : 'value' };
}

type Place = Partial<Pick<AddRow, 'name' | 'among' | 'holders'>> & { index?: number | undefined };

/** The plan with new fields where they were let go, not at the end, and with a name that is known, in what must hold it. */
export function settlePlan(plan: DropPlan, { index, name, among, holders }: Place): DropPlan {
  const choices = plan.choices.map((choice) => {
    if (choice.action.type !== 'addRow') return choice;
    const action = {
      ...choice.action,
      ...(index === undefined ? {} : { index }),
      ...(name === undefined ? {} : { name }),
      ...(among === undefined ? {} : { among }),
      ...(holders === undefined ? {} : { holders }),
    };
    return { ...choice, action };
  });
  return { ...plan, choices };
}

/** The plan in the words that go with the pointer. */
export function describePlan({ choices, asks, reason }: DropPlan): string {
  const [first] = choices;
  if (first === undefined) return reason === undefined ? 'Nothing can be done here' : `Cannot: ${reason}`;
  return asks ? `Asks what it becomes: ${choices.length} ways` : first.label;
}

function countFieldsBefore(rows: readonly Row[], { id, holder }: Row): number {
  const fields = rows.filter((row) => row.holder === holder && row.slot === 'field');
  return fields.findIndex((row) => row.id === id);
}
