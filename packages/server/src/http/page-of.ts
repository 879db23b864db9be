import type { Page, PageQuery } from '../contract/index.ts';
import { ProblemError } from './problem-error.ts';

/**
 * One page of a list that is in memory. The cursor is the id of the last item given.
 *
 * @throws {ProblemError} `invalid-cursor` when no item has that id
 */
export function pageOf<T extends { id: string }>(items: readonly T[], { limit, cursor }: PageQuery): Page<T> {
  const after = cursor === undefined ? -1 : items.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && after === -1) {
    throw new ProblemError('invalid-cursor', 'The cursor does not belong to this list: start again without it.');
  }
  const page = items.slice(after + 1, after + 1 + limit);
  const last = page.at(-1);
  const more = after + 1 + limit < items.length;
  return { items: page, nextCursor: more && last !== undefined ? last.id : null };
}
