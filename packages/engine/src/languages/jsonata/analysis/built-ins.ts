import type { ValueType } from '../../../shapes/shape.ts';

interface BuiltIn {
  /** The type of what it gives; undefined for anything. */
  gives?: ValueType;
  /** The only type that its first argument may have, or the items of it for `list`. */
  takes?: 'string' | 'number';
  /** Its first argument is an array of what it takes. */
  list?: boolean;
  /** Nothing in gives nothing out: whether an argument is absent shows in the output. */
  passesAbsence?: boolean;
  /** Its first argument is asked whether it is true. */
  condition?: boolean;
}

const text: BuiltIn = { gives: 'string', takes: 'string', passesAbsence: true };
const number: BuiltIn = { gives: 'number', takes: 'number', passesAbsence: true };
const total: BuiltIn = { gives: 'number', takes: 'number', list: true };
const any: BuiltIn = {};

/** The functions of the jsonata package, and what can be said of a call without making it. */
export const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ['string', { gives: 'string', passesAbsence: true }],
  ['length', { gives: 'number', takes: 'string' }],
  ['substring', text],
  ['substringBefore', text],
  ['substringAfter', text],
  ['uppercase', text],
  ['lowercase', text],
  ['trim', text],
  ['pad', text],
  ['contains', { gives: 'boolean', takes: 'string' }],
  ['split', { takes: 'string' }],
  ['join', { gives: 'string', takes: 'string', list: true }],
  ['match', { takes: 'string' }],
  ['replace', text],
  ['eval', any],
  ['base64encode', text],
  ['base64decode', text],
  ['encodeUrlComponent', text],
  ['encodeUrl', text],
  ['decodeUrlComponent', text],
  ['decodeUrl', text],
  ['number', { gives: 'number', passesAbsence: true }],
  ['abs', number],
  ['floor', number],
  ['ceil', number],
  ['round', number],
  ['power', number],
  ['sqrt', number],
  ['random', { gives: 'number' }],
  ['formatNumber', { gives: 'string', takes: 'number', passesAbsence: true }],
  ['formatBase', { gives: 'string', takes: 'number', passesAbsence: true }],
  ['formatInteger', { gives: 'string', takes: 'number', passesAbsence: true }],
  ['parseInteger', { gives: 'number', takes: 'string', passesAbsence: true }],
  ['sum', total],
  ['max', total],
  ['min', total],
  ['average', total],
  ['boolean', { gives: 'boolean', condition: true }],
  ['not', { gives: 'boolean', condition: true }],
  ['exists', { gives: 'boolean' }],
  ['count', { gives: 'number' }],
  ['append', any],
  ['sort', any],
  ['reverse', any],
  ['shuffle', any],
  ['distinct', any],
  ['zip', any],
  ['keys', any],
  ['lookup', any],
  ['spread', any],
  ['merge', any],
  ['sift', any],
  ['each', any],
  ['error', any],
  ['assert', any],
  ['type', { gives: 'string' }],
  ['now', { gives: 'string' }],
  ['millis', { gives: 'number' }],
  ['fromMillis', { gives: 'string', takes: 'number', passesAbsence: true }],
  ['toMillis', { gives: 'number', takes: 'string', passesAbsence: true }],
  ['map', any],
  ['filter', any],
  ['single', any],
  ['reduce', any],
  ['clone', any],
]);

/** Postmap's own functions that give nothing for nothing. */
export const OWN_FUNCTIONS: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ['date', { passesAbsence: true }],
  ['money', { gives: 'string', passesAbsence: true }],
  ['default', any],
  ['table', any],
]);
