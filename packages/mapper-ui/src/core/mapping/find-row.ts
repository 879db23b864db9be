import type { Projection, Row, RowId, Span } from '@postmap/engine';

/** The innermost row that has the offset in it; undefined outside all, and for the root. */
export function findRowAt({ rows }: Projection, offset: number): Row | undefined {
  return rows.findLast(({ span, holder }) => holder !== undefined && span.start <= offset && offset <= span.end);
}

/** What is wrong, by the innermost row that it is in; a problem without a place is no row's. */
export function groupByRow<P extends { readonly span?: Span }>(
  projection: Projection,
  problems: readonly P[],
): ReadonlyMap<RowId, P[]> {
  const located = problems.flatMap((problem) => {
    const row = problem.span === undefined ? undefined : findRowAt(projection, problem.span.start);
    return row === undefined ? [] : [{ row: row.id, problem }];
  });
  const groups = Map.groupBy(located, ({ row }) => row);
  return new Map(Array.from(groups, ([row, found]) => [row, found.map(({ problem }) => problem)]));
}

/** The rows around a row, outermost first, without the root. */
export function listHolders({ rows }: Projection, id: RowId): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const holders: Row[] = [];
  for (let row = byId.get(byId.get(id)?.holder ?? ''); row?.holder !== undefined; row = byId.get(row.holder))
    holders.unshift(row);
  return holders;
}
