import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { functionDefinitions } from '../../functions/functions.ts';
import { isRecord } from '../is-record.ts';
import { spanOf } from './span-of.ts';

/** A call of a function of the set with arguments: what it gives is a value, and its arguments are the ones it has. */
export function checkFunctionCall(name: string, node: Record<string, unknown>, source: string): Diagnostic | undefined {
  const definition = functionDefinitions.find((known) => known.name === name);
  if (definition === undefined) return undefined;
  const { parameters, signature } = definition;
  const refuse = (problem: string): Diagnostic =>
    diagnose('invalid-argument', `${problem}; it is ${signature.handlebars}`, spanOf(node, source));
  if (node.type === 'BlockStatement') return refuse(`${name} gives a value and takes no block`);
  const positional = Array.isArray(node.params) ? node.params.length : 0;
  if (positional > parameters.length) return refuse(`${name} takes at most ${parameters.length} arguments`);
  const pairs: unknown = isRecord(node.hash) ? node.hash.pairs : undefined;
  const names = Array.isArray(pairs) ? pairs.filter(isRecord).map(({ key }) => String(key)) : [];
  const unnamed = names.filter((key) => !parameters.some((parameter) => parameter.name === key));
  const collecting = parameters.findIndex(({ collectsPairs }) => collectsPairs);
  if (collecting !== -1) {
    const isTwice = positional > collecting && unnamed.length > 0;
    return isTwice ? refuse(`${name} is given both an object and name="value" pairs`) : undefined;
  }
  return unnamed.length === 0 ? undefined : refuse(`${name} has no argument named "${unnamed[0]}"`);
}
