import type { Branch, LookupRow, Projection, Row, RowId } from '@postmap/engine';
import type { MappingLine } from './mapping-line.ts';

/** How the lines are looked at: nothing of it is part of the template. */
export interface LinesView {
  /** What was opened or closed by hand. */
  readonly toggled: ReadonlyMap<RowId, boolean>;
  /** Only this row and what it holds. */
  readonly focus: RowId | undefined;
}

type Draft = MappingLine extends infer Line
  ? Line extends MappingLine
    ? Omit<Line, 'position' | 'siblings'>
    : never
  : never;

/** The projection as the flat list that is drawn: closed rows hide what they hold, each object ends in a line to add a field. */
export function listMappingLines(projection: Projection, { toggled, focus }: LinesView): MappingLine[] {
  const root = projection.rows[0];
  if (root === undefined) return [];
  const lister = new LineLister(projection, toggled);
  const focused = focus === undefined ? undefined : lister.find(focus);
  if (focused !== undefined) lister.append(focused, 1, lister.listLoopsAround(focused), undefined);
  else if (root.kind === 'object') lister.appendHeld(root, 1, []);
  else if (root.valueSpan.start === root.valueSpan.end) lister.appendAdd('field', root, 1, []);
  else lister.append(root, 1, [], undefined);
  return lister.finish();
}

class LineLister {
  readonly #rows: ReadonlyMap<RowId, Row>;
  readonly #toggled: ReadonlyMap<RowId, boolean>;
  readonly #lines: Draft[] = [];

  constructor({ rows }: Projection, toggled: ReadonlyMap<RowId, boolean>) {
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    this.#toggled = toggled;
  }

  find(id: RowId): Row | undefined {
    return this.#rows.get(id);
  }

  listLoopsAround(row: Row): RowId[] {
    const loops: RowId[] = [];
    for (let holder = this.#holderOf(row); holder !== undefined; holder = this.#holderOf(holder))
      if (holder.kind === 'loop') loops.unshift(holder.id);
    return loops;
  }

  append(
    row: Row,
    level: number,
    loops: readonly RowId[],
    branch: { index: number; of: RowId; branch: Branch } | undefined,
  ): void {
    const expandable = row.children.length > 0 || row.object !== undefined || row.kind === 'lookup';
    const expanded = expandable && (this.#toggled.get(row.id) ?? this.#opensItself(row));
    this.#lines.push({ kind: 'row', id: row.id, level, expandable, expanded, holder: row.holder, loops, row, branch });
    if (expanded) this.appendHeld(row, level + 1, row.kind === 'loop' ? [...loops, row.id] : loops);
  }

  /** What a row holds, and where more can be added. */
  appendHeld(row: Row, level: number, loops: readonly RowId[]): void {
    for (const id of row.children) {
      const child = this.#rows.get(id);
      if (child !== undefined) this.append(child, level, loops, findBranch(row, id));
    }
    if (row.kind === 'lookup') this.#appendTable(row, level, loops);
    if (row.object !== undefined) this.appendAdd('field', row, level, loops);
  }

  appendAdd(what: 'field' | 'entry', { id: to, name: of }: Row, level: number, loops: readonly RowId[]): void {
    this.#lines.push({ kind: 'add', what, to, of, id: `${to}+${what}`, holder: to, level, loops, ...CLOSED });
  }

  /** With the numbers that ARIA wants of a flat tree. */
  finish(): MappingLine[] {
    const siblings = Map.groupBy(this.#lines, ({ holder, level }) => `${level} ${holder ?? ''}`);
    const places = new Map(
      [...siblings.values()].flatMap((group) =>
        group.map((line, index) => [line, { position: index + 1, siblings: group.length }]),
      ),
    );
    return this.#lines.map((line) => ({ ...line, ...(places.get(line) ?? { position: 1, siblings: 1 }) }));
  }

  #holderOf({ holder }: Row): Row | undefined {
    return holder === undefined ? undefined : this.#rows.get(holder);
  }

  /** A simple condition or table says enough in one line; what has fields in it has to be seen. */
  #opensItself(row: Row): boolean {
    if (row.kind === 'lookup') return false;
    if (row.kind !== 'cond') return true;
    return row.children.some((id) => (this.#rows.get(id)?.children.length ?? 0) > 0);
  }

  #appendTable(row: LookupRow, level: number, loops: readonly RowId[]): void {
    const common = { row, holder: row.id, level, loops, ...CLOSED };
    for (const [index, entry] of row.lookup.entries.entries())
      this.#lines.push({ kind: 'entry', id: `${row.id}=${index}`, entry, ...common });
    if (row.lookup.tableSpan !== undefined) this.appendAdd('entry', row, level, loops);
    this.#lines.push({ kind: 'otherwise', id: `${row.id}=otherwise`, ...common });
  }
}

const CLOSED = { expandable: false, expanded: false } as const;

function findBranch(holder: Row, id: RowId): { index: number; of: RowId; branch: Branch } | undefined {
  if (holder.kind !== 'cond') return undefined;
  const index = holder.branches.findIndex(({ row }) => row === id);
  const branch = holder.branches[index];
  return branch === undefined ? undefined : { index, of: holder.id, branch };
}
