import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { seeThrough } from './see-through.ts';

/** A list with the value of a row in it; nothing of the value changes, and any expression can stand in the brackets of a list as it is. */
export function wrap({ sites }: Mapping, { row, node }: RowSite): Draft | Refusal {
  if (node.kind === 'missing') return refuse('there is no value yet');
  const isKept = seeThrough(node).keepArray || (row.kind === 'loop' && row.loop.keepArray);
  if (row.kind === 'list' || isKept) return refuse('it is a list already');
  if (row.slot === 'part') return refuse('only objects are merged');
  const holder = sites.get(row.holder ?? '')?.row;
  if (row.slot === 'body' && holder?.kind === 'loop') return refuse('what a loop gives for each item is in its list');
  const { start, end } = row.valueSpan;
  return {
    edits: [
      { start, end: start, text: '[' },
      { start: end, end, text: ']' },
    ],
  };
}
