import type { Span } from '@postmap/engine';
import { readPlace, writePlace } from './place.ts';
import type { Place } from './place.ts';

/** What a person wants to know the lineage of: a place of the output, a field of the payload by its id, or parts of the template. */
export type Wanted =
  | { readonly from: 'output'; readonly place: Place }
  | { readonly from: 'field'; readonly id: string }
  | { readonly from: 'template'; readonly spans: readonly Span[] };

const FIELD = 'from:';
const TEMPLATE = 'at:';

/** For the address: `/items/0/sku`, `from:/order/id`, `at:12-30`. */
export function writeWanted(wanted: Wanted): string {
  if (wanted.from === 'output') return writePlace(wanted.place);
  if (wanted.from === 'field') return `${FIELD}${wanted.id}`;
  return `${TEMPLATE}${wanted.spans.map(({ start, end }) => `${start}-${end}`).join(',')}`;
}

/** What `writeWanted` wrote; undefined for anything else. */
export function readWanted(text: string | undefined): Wanted | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith(FIELD)) return { from: 'field', id: text.slice(FIELD.length) };
  if (!text.startsWith(TEMPLATE)) {
    const place = readPlace(text);
    return place && { from: 'output', place };
  }
  const spans = text
    .slice(TEMPLATE.length)
    .split(',')
    .map((part) => readPlace(part));
  const read = spans.filter((span) => span?.kind === 'text').map(({ start, end }) => ({ start, end }));
  return read.length === spans.length ? { from: 'template', spans: read } : undefined;
}

/** Whether it means the same in another text of the template: places of written text and of the template do not. */
export function survivesEdits(wanted: Wanted): boolean {
  return wanted.from === 'field' || (wanted.from === 'output' && wanted.place.kind === 'value');
}
