import { InvalidCursor } from '../storage-errors.ts';

/** Lists that are paged. */
export type ListName = 'alerts' | 'audit' | 'deliveries' | 'events' | 'inbox' | 'samples';

/** An opaque cursor that goes on after the row with this id. It names its list, so that another list's cursor is noticed. */
export function encodeCursor(list: ListName, id: string): string {
  return Buffer.from(`${list}:${id}`).toString('base64url');
}

/** The id that a page of `list` ended with. Throws InvalidCursor for anything else. */
export function decodeCursor(list: ListName, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.startsWith(`${list}:`) ? text.slice(list.length + 1) : '';
  if (id === '' || encodeCursor(list, id) !== cursor) {
    throw new InvalidCursor(`"${cursor}" is no cursor of this list: use the nextCursor of a page, or leave it out.`);
  }
  return id;
}

/** Cuts `limit + 1` rows, newest first, into a page. */
export function toPage<Row extends { id: string }, Item>(
  list: ListName,
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(list, last.id) : null,
  };
}
