import { isNumericText } from '../shapes/numeric-text.ts';
import type { Shape, ValueType } from '../shapes/shape.ts';
import { findTrueText } from '../shapes/text-flag.ts';
import type { Conversion } from './action.ts';
import { writeText } from './write-value.ts';

const FUNCTIONS: Record<Conversion, string> = {
  number: '$number',
  text: '$string',
  boolean: '$boolean',
  date: '$date',
  money: '$money',
};
const CONVERTING = new Set(Object.values(FUNCTIONS));

export function isConversion(name: string): boolean {
  return CONVERTING.has(name);
}

/** What goes around an expression to convert what it gives. Words for yes and no are compared with the one for yes. */
export function writeConversion(to: Conversion, shape?: Shape, picture?: string): { before: string; after: string } {
  const yes = to === 'boolean' && shape !== undefined ? findTrueText(shape) : undefined;
  if (yes !== undefined) return { before: '', after: ` = ${writeText(yes)}` };
  const options = to === 'date' && picture !== undefined ? `, ${writeText(picture)}` : '';
  return { before: `${FUNCTIONS[to]}(`, after: `${options})` };
}

export type ScalarType = Exclude<ValueType, 'object' | 'array' | 'null'>;

const BY_TYPE: Record<ScalarType, Conversion> = { string: 'text', number: 'number', boolean: 'boolean' };

/** The conversion that makes values of a shape what is wanted: none where they are, undefined where none can. */
export function findConversion(shape: Shape | undefined, wanted: ScalarType): Conversion | 'none' | undefined {
  const types = [...(shape?.types.keys() ?? [])].filter((type) => type !== 'null');
  if (shape === undefined || types.every((type) => type === wanted)) return 'none';
  if (types.some((type) => type === 'object' || type === 'array')) return undefined;
  if (wanted === 'number' && !isNumericText(shape)) return undefined;
  if (wanted === 'boolean' && types.includes('string') && findTrueText(shape) === undefined) return undefined;
  return BY_TYPE[wanted];
}
