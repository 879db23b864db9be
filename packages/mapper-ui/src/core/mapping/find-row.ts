import type { Action, AddRow, Projection, Row, RowId, Span } from '@postmap/engine';

/** The innermost row that has the offset in it; undefined outside all, and for the root. */
export function findRowAt({ rows }: Projection, offset: number): Row | undefined {
  return rows.findLast(({ span, holder }) => holder !== undefined && span.start <= offset && offset <= span.end);
}

/** What is wrong, by the innermost row that it is in, and with a condition by its outcome, too; a problem without a place is no row's. */
export function groupByRow<P extends { readonly span?: Span }>(
  projection: Projection,
  problems: readonly P[],
): ReadonlyMap<RowId, P[]> {
  const located = problems.flatMap((problem) => {
    const { span } = problem;
    const row = span === undefined ? undefined : findRowAt(projection, span.start);
    if (span === undefined || row === undefined) return [];
    const outcome = findOutcome(row, span.start);
    return [row.id, ...(outcome === undefined ? [] : [outcome])].map((id) => ({ row: id, problem }));
  });
  const groups = Map.groupBy(located, ({ row }) => row);
  return new Map(Array.from(groups, ([row, found]) => [row, found.map(({ problem }) => problem)]));
}

/** The row of what a condition that has the offset in it decides about. */
function findOutcome(row: Row, offset: number): RowId | undefined {
  if (row.kind !== 'cond') return undefined;
  return row.branches.find(
    ({ testSpan }) => testSpan !== undefined && testSpan.start <= offset && offset <= testSpan.end,
  )?.row;
}

/** The rows around a row, outermost first, without the root. */
export function listHolders({ rows }: Projection, id: RowId): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const holders: Row[] = [];
  for (let row = byId.get(byId.get(id)?.holder ?? ''); row?.holder !== undefined; row = byId.get(row.holder))
    holders.unshift(row);
  return holders;
}

/** The row that an action added; its rows are as they are after that. */
export function findAdded({ rows }: Projection, { holder, holders = [], name }: AddRow): Row | undefined {
  let added = rows.find(({ id }) => id === holder);
  for (const step of [...holders, name]) added = rows.findLast((row) => row.holder === added?.id && row.name === step);
  return added;
}

/** The object without fields that typing an expression made: the value itself, or the one item of its list. */
export function findEmptyObject({ rows }: Projection, action: Action): Row | undefined {
  if (action.type !== 'setExpression') return undefined;
  const row = rows.find(({ id }) => id === action.row);
  const made = row?.kind === 'list' && row.children.length === 1 ? rows.find(({ holder }) => holder === row.id) : row;
  return made?.object !== undefined && made.children.length === 0 ? made : undefined;
}
