/** How tightly an operator holds what is on its left (jsonata, parser.js). Those that stand only in front have none. */
const BINDING_POWERS: Readonly<Record<string, number>> = {
  '.': 75,
  '[': 80,
  '{': 70,
  '(': 80,
  '@': 80,
  '#': 80,
  '?': 20,
  '+': 50,
  '-': 50,
  '*': 60,
  '/': 60,
  '%': 60,
  '=': 40,
  '<': 40,
  '>': 40,
  '^': 40,
  ':=': 10,
  '!=': 40,
  '<=': 40,
  '>=': 40,
  '~>': 40,
  '?:': 40,
  '??': 40,
  and: 30,
  or: 25,
  in: 40,
  '&': 50,
};

/** Tighter than any infix operator but the path's and its suffixes. */
export const PREFIX_POWER = 70;

export function bindingPower(operator: string): number {
  return Object.hasOwn(BINDING_POWERS, operator) ? (BINDING_POWERS[operator] ?? 0) : 0;
}
