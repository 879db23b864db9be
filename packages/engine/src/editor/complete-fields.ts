import type { Span } from '../diagnostics/diagnostic.ts';
import { describeShape } from '../shapes/describe-shape.ts';
import { describeSpot, kindOfField, pathOfSpot, showSample } from './describe-spot.ts';
import type { CompletionItem } from './editor-request.ts';
import { listFields } from './spot.ts';
import type { Spot } from './spot.ts';

/** More are neither read nor quick to list; what is typed next makes them fewer. */
const MOST = 500;

/** How a field is written where the caret is. */
export interface FieldWriter {
  span: Span;
  typed: string;
  write: (name: string) => { insertText: string; filterText?: string };
}

/** The fields of what is at `spot`, with their values. */
export function completeFields(
  spot: Spot,
  { span, typed, write }: FieldWriter,
): { items: CompletionItem[]; isIncomplete: boolean } {
  const fields = [...listFields(spot)];
  const listed = fields.length <= MOST ? fields : fields.filter(([name]) => isMatch(name, typed));
  return {
    items: listed.slice(0, MOST).map(([name, read]) => describeField(name, read(), span, write(name))),
    isIncomplete: fields.length > MOST,
  };
}

/** A field with its value, as an item of a list. */
export function describeField(
  name: string,
  field: Spot,
  span: Span,
  written: ReturnType<FieldWriter['write']>,
): CompletionItem {
  const sampleValue = showSample(field);
  const path = pathOfSpot(field);
  const { place } = field;
  const detail = sampleValue ?? (place === undefined ? '' : describeShape(place.shape));
  const documentation = [path === undefined ? '' : `\`${path}\``, describeSpot(field)]
    .filter((part) => part !== '')
    .join('\n\n');
  const item = { label: name, kind: kindOfField(field), ...written, isSnippet: false, span, detail, documentation };
  return sampleValue === undefined ? item : { ...item, sampleValue };
}

/** The characters that were typed occur in this order. */
function isMatch(name: string, typed: string): boolean {
  let position = 0;
  const text = name.toLowerCase();
  for (const character of typed.toLowerCase()) {
    position = text.indexOf(character, position) + 1;
    if (position === 0) return false;
  }
  return true;
}
