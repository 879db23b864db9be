import type { ArrayNode, ObjectNode, PairNode } from '../tree/syntax-node.ts';
import { elsewhere } from './analyst.ts';
import type { Analyst, Context } from './analyst.ts';
import { enter, meaningOfType } from './meaning.ts';
import type { BuiltField, Meaning } from './meaning.ts';

export function evaluateArray(analyst: Analyst, { items }: ArrayNode, context: Context): Meaning {
  // Several things in a list that is not itself output are alternatives: `[data, webhook_data].id`.
  const isChoice = context.reach === 'elsewhere' && items.length > 1;
  const inner = { ...context, isWrapped: true, isAsked: context.isAsked || isChoice };
  const meanings = items.map((item) =>
    item.kind === 'range'
      ? [item.from, item.to].reduce<Meaning>((_, end) => {
          analyst.evaluate(end, elsewhere(context));
          return meaningOfType('number');
        }, meaningOfType('number'))
      : analyst.evaluate(item, inner),
  );
  const array = meaningOfType('array');
  const [only] = meanings;
  return meanings.length === 1 && only !== undefined ? { ...array, items: enter(only).item } : array;
}

export function evaluateObject(analyst: Analyst, { pairs }: ObjectNode, context: Context): Meaning {
  return { ...meaningOfType('object'), fields: evaluatePairs(analyst, pairs, { ...context, isWrapped: false }) };
}

/** Fields whose key is known; every value is read, for its key where it is part of the output. */
export function evaluatePairs(analyst: Analyst, pairs: readonly PairNode[], context: Context): Map<string, BuiltField> {
  const fields = new Map<string, BuiltField>();
  for (const { key, value } of pairs) {
    analyst.evaluate(key, elsewhere(context));
    const name = key.kind === 'string' ? key.value : undefined;
    const meaning = analyst.evaluate(value, { ...context, key: name });
    if (name !== undefined) fields.set(name, { key, value, meaning });
  }
  return fields;
}
