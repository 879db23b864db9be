import type { Facts } from '../contract/index.ts';

export type FactName = keyof Facts;

/** A fact as an expression gave it, in the shape that `Facts` has; `problem` is worded to follow "it gave". */
export type NormalFact = { kind: 'absent' } | { kind: 'fact'; facts: Facts } | { kind: 'problem'; problem: string };

/** Ids that arrive as numbers become text. Null, empty text and empty lists are no fact. */
export function normaliseFact(name: FactName, value: unknown): NormalFact {
  const values = listValues(value);
  if (values.length === 0) return { kind: 'absent' };
  if (name === 'isTest') return readFlag(values);
  const texts: string[] = [];
  for (const each of values) {
    if (typeof each !== 'string' && typeof each !== 'number') {
      return { kind: 'problem', problem: `${nameKind(each)} where text or a number was expected` };
    }
    texts.push(String(each).trim());
  }
  const distinct = [...new Set(texts)].filter((text) => text !== '');
  if (name === 'productIds')
    return distinct.length === 0 ? { kind: 'absent' } : { kind: 'fact', facts: { productIds: distinct } };
  const [only, another] = distinct;
  if (only === undefined) return { kind: 'absent' };
  if (another !== undefined)
    return { kind: 'problem', problem: `${distinct.length} different values where one was expected` };
  return { kind: 'fact', facts: { [name]: only } };
}

function readFlag(values: readonly unknown[]): NormalFact {
  const distinct = new Set(values);
  const [only] = distinct;
  if (distinct.size === 1 && typeof only === 'boolean') return { kind: 'fact', facts: { isTest: only } };
  return {
    kind: 'problem',
    problem: `${distinct.size === 1 ? nameKind(only) : 'several values'} where true or false was expected`,
  };
}

/** JSONata gives one match as the value itself and several as a list. */
function listValues(value: unknown): unknown[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => each !== undefined && each !== null);
}

function nameKind(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
