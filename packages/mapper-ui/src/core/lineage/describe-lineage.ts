import type { Span } from '@postmap/engine';
import { previewValue } from '../mapper/preview-value.ts';
import type { FedPlace, Input, PlaceLineage } from './output-trace.ts';
import type { Place } from './place.ts';
import { describePlace, resolvePointer, splitPointer } from './pointer.ts';
import type { Wanted } from './wanted.ts';

/** What the words are about: what was sent, as a value where it is one, and what was read. */
export interface LineageWords {
  source: string;
  payload: unknown;
  value: unknown;
  sent: string;
}

const LONGEST = 64;

/** A place of the output, by its path or by what stands there. */
export function namePlace(place: Place, { value, sent }: LineageWords): string {
  if (place.kind === 'text') return `“${shorten(sent.slice(place.start, place.end))}”`;
  return describePlace(value, place.pointer) || 'the output';
}

/** What stands at a place, in few words; empty where its name says so already. */
export function showPlace(place: Place, { value }: LineageWords): string {
  if (place.kind === 'text') return '';
  return previewValue(resolvePointer(value, place.pointer));
}

export function nameInput({ root, pointer }: Pick<Input, 'root' | 'pointer'>, { payload }: LineageWords): string {
  if (root !== '$$') return `${root}${pointer.replaceAll('/', '.')}`;
  return describePlace(payload, pointer) || 'the whole payload';
}

/** What an input holds; undefined for the context, which the page does not show. */
export function showInput({ root, pointer }: Input, { payload }: LineageWords): string | undefined {
  return root === '$$' ? previewValue(resolvePointer(payload, pointer)) : undefined;
}

export function showExpression({ start, end }: Span, { source }: LineageWords): string {
  return shorten(source.slice(start, end));
}

/** What is asked about, in few words. */
export function nameWanted(wanted: Wanted, words: LineageWords): string {
  if (wanted.from === 'output') return namePlace(wanted.place, words);
  if (wanted.from === 'template')
    return wanted.spans.map((span) => showExpression(span, words)).join(', ') || 'What stands at the caret';
  return nameFieldId(wanted.id);
}

/** A field of the source tree, by its id. */
export function nameFieldId(id: string): string {
  return splitPointer(id).join('.');
}

/** How many places something feeds or makes: `feeds 3 outputs`, `decides about 1 output`. */
export function countPlaces(wanted: Wanted, places: readonly FedPlace[]): string {
  if (wanted.from !== 'field') return `makes ${places.length === 0 ? 'no output' : countOutputs(places.length)}`;
  const fed = places.filter(({ role }) => role === 'value').length;
  const decided = places.length - fed;
  if (places.length === 0) return 'feeds no output';
  if (places.every(({ isWhole }) => isWhole)) return `may feed ${countOutputs(places.length)}`;
  if (fed === 0) return `decides about ${countOutputs(decided)}`;
  return decided === 0 ? `feeds ${countOutputs(fed)}` : `feeds ${countOutputs(fed)}, decides about ${decided} more`;
}

function countOutputs(count: number): string {
  return count === 1 ? '1 output' : `${count} outputs`;
}

/** What was found, in sentences for whoever hears it. */
export function sayLineage(
  wanted: Wanted,
  places: readonly FedPlace[],
  current: PlaceLineage | undefined,
  words: LineageWords,
): string {
  const counted = wanted.from === 'output' ? '' : `${nameWanted(wanted, words)} ${countPlaces(wanted, places)}.`;
  return `${counted} ${current === undefined ? '' : sayPlace(current, words)}`.trim();
}

function sayPlace({ place, expression, inputs }: PlaceLineage, words: LineageWords): string {
  const names = (role: Input['role']): string[] =>
    inputs.filter((input) => input.role === role).map((input) => nameInput(input, words));
  const [values, controls] = [names('value'), names('control')];
  const parts = [
    values.length === 0 ? 'reads no field' : `comes from ${join(values)}`,
    expression === undefined ? '' : `through ${showExpression(expression, words)}`,
    controls.length === 0 ? '' : `decided by ${join(controls)}`,
  ];
  return `${namePlace(place, words)} ${parts.filter((part) => part !== '').join(', ')}`;
}

function join(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(' and ') : `${shown.join(', ')} and ${more} more`;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
