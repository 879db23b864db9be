import type { LoopRow } from '@postmap/engine';
import { frameOf, makeTask, nameRow, sliceSpan } from './edit-task.ts';
import type { EditTask } from './edit-task.ts';
import type { RowLine } from './mapping-line.ts';
import { readSortTerms, writeSortTerms } from './sort-terms.ts';

/** A list to go through: the row gives an object, without fields yet, for each of its items. Undefined where the row has something to lose. */
export function typeEach(line: RowLine, source: string): EditTask | undefined {
  const { row } = line;
  const isEmpty = row.kind === 'literal' && row.value === null;
  if (!isEmpty && row.kind !== 'path') return undefined;
  const initial = isEmpty ? '' : sliceSpan(source, row.valueSpan);
  const { before, after } = frameOf(source, row.valueSpan);
  return makeTask(line, {
    label: `What ${nameRow(row)} goes through`,
    placeholder: 'a list, such as order.lines',
    initial,
    frame: { before: `${before}[`, after: `.{}]${after}` },
    toAction: (typed) => {
      const list = PATH.test(typed) ? typed : `(${typed})`;
      return typed === '' ? undefined : { type: 'setExpression', row: row.id, text: `[${list}.{}]` };
    },
  });
}

/** Names, variables and filters in a row: what else comes before a step needs brackets. */
const PATH = /^[\w$.`]+(?:\[[^\]]*\][\w$.`]*)*$/;

export function typeIterate(line: RowLine, row: LoopRow, source: string): EditTask {
  const span = row.loop.iterateSpan;
  const before = sliceSpan(source, span);
  return makeTask(line, {
    label: `What ${nameRow(row)} goes through`,
    placeholder: 'for each …',
    initial: before,
    frame: frameOf(source, span),
    toAction: (text) =>
      text === before ? undefined : { type: 'setLoop', row: row.id, change: { kind: 'iterate', text } },
  });
}

/** Which items: the filter at `index`, or one more. */
export function typeWhere(line: RowLine, row: LoopRow, source: string, index?: number): EditTask {
  const { filters, iterateSpan } = row.loop;
  const filter = index === undefined ? undefined : filters[index];
  const frame =
    filter === undefined
      ? { before: `${source.slice(0, iterateSpan.end)}[`, after: `]${source.slice(iterateSpan.end)}` }
      : frameOf(source, filter.span);
  return makeTask(line, {
    label: `Which items of ${nameRow(row)}`,
    placeholder: 'where … such as price > 0',
    initial: filter === undefined ? '' : sliceSpan(source, filter.span),
    frame,
    toAction: (typed) => {
      if (typed === '' && filter === undefined) return undefined;
      const change = { kind: 'where', text: typed === '' ? undefined : typed } as const;
      return { type: 'setLoop', row: row.id, change: filter === undefined ? change : { ...change, index: index ?? 0 } };
    },
  });
}

export function typeSort(line: RowLine, row: LoopRow, source: string): EditTask {
  const { sort, iterateSpan } = row.loop;
  const initial = writeSortTerms(
    (sort?.terms ?? []).map(({ expressionSpan, descending }) => ({
      text: sliceSpan(source, expressionSpan),
      descending,
    })),
  );
  return makeTask(line, {
    label: `Order of ${nameRow(row)}`,
    placeholder: 'sort by … such as price desc, name',
    initial,
    frame: { before: `${source.slice(0, iterateSpan.end)}^(`, after: `)${source.slice(iterateSpan.end)}` },
    toAction: (typed) =>
      typed === initial
        ? undefined
        : { type: 'setLoop', row: row.id, change: { kind: 'sort', by: readSortTerms(typed) } },
  });
}

export function typeGroup(line: RowLine, row: LoopRow, source: string): EditTask {
  const { groupKeySpan, iterateSpan } = row.loop;
  const initial = groupKeySpan === undefined ? '' : sliceSpan(source, groupKeySpan);
  return makeTask(line, {
    label: `What ${nameRow(row)} is grouped by`,
    placeholder: 'group by … such as sku',
    initial,
    frame: { before: `${source.slice(0, iterateSpan.end)}{`, after: `: 0}${source.slice(iterateSpan.end)}` },
    toAction: (typed) =>
      typed === initial
        ? undefined
        : { type: 'setLoop', row: row.id, change: { kind: 'group', by: typed === '' ? undefined : typed } },
  });
}

export function typeIndex(line: RowLine, row: LoopRow): EditTask {
  const initial = row.loop.index?.name ?? '';
  return makeTask(line, {
    label: `Variable that counts the items of ${nameRow(row)}`,
    placeholder: 'a variable that counts from 0, such as $i',
    initial,
    toAction: (typed) =>
      typed === initial
        ? undefined
        : {
            type: 'setLoop',
            row: row.id,
            change: { kind: 'index', name: typed === '' ? undefined : typed.replace(/^\$?/, '$') },
          },
  });
}
