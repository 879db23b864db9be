import { builtInFunctions } from '../built-ins/built-in-functions.ts';
import type { BuiltInFacts } from '../built-ins/define-built-in.ts';

/** The functions of the jsonata package, and what can be said of a call without making it. */
export const BUILT_INS: ReadonlyMap<string, BuiltInFacts> = new Map(
  [...builtInFunctions].map(([name, { facts }]) => [name, facts]),
);

/** Postmap's own functions that give nothing for nothing. */
export const OWN_FUNCTIONS: ReadonlyMap<string, BuiltInFacts> = new Map<string, BuiltInFacts>([
  ['date', { passesAbsence: true }],
  ['money', { gives: 'string', passesAbsence: true }],
  ['default', {}],
  ['table', {}],
]);
