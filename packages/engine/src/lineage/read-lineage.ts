import { parseTree } from '../languages/jsonata/tree/parser.ts';
import { allOf, ANYTHING, PAYLOAD, placeFlow } from './flow.ts';
import type { Flow, Reading } from './flow.ts';
import { FlowScope } from './flow-context.ts';
import { FlowReader } from './flow-reader.ts';

/** One input of one place of the output. */
export interface LineageRead {
  /** JSON Pointer without the positions of arrays; `*` for a key that is computed; empty for the output as a whole. */
  output: string;
  /** Names from `$$` (the payload) or `$event`, `$customer`, `$trigger`, without positions; with all that is below it. */
  input: Reading;
  /** The output holds it or is computed from it; or it decides whether the output is there, how often, in which order. */
  role: 'value' | 'control';
}

/**
 * Where every place of a JSONata template's output comes from, for all payloads: whatever a run reads is among these. Where
 * the template does what cannot be foreseen, the input is `$$`. In the order of the output; empty for a template that does
 * not parse. Never throws.
 */
export function readLineage(source: string): LineageRead[] {
  const { root, faults } = parseTree(source);
  if (faults.length > 0) return [];
  const scope = new FlowScope();
  for (const name of ['event', 'customer', 'trigger']) scope.set(name, placeFlow(`$${name}`));
  const item = placeFlow(PAYLOAD);
  const flow = new FlowReader(item).read(root, { item, parent: undefined, scope });
  const reads: LineageRead[] = [];
  collect(flow, '', 0, reads);
  return reads;
}

const MAX_DEPTH = 64;

function collect(flow: Flow, output: string, depth: number, reads: LineageRead[]): void {
  if (depth > MAX_DEPTH) {
    // So deep, what is below is not told apart.
    for (const input of allOf(flow)) reads.push({ output, input, role: 'value' });
    return;
  }
  const isCallable = flow.callables.length > 0;
  const values = isCallable
    ? [...flow.places, ...flow.derived, ...ANYTHING.derived]
    : [...flow.places, ...flow.derived];
  for (const input of new Set(values)) reads.push({ output, input, role: 'value' });
  for (const input of flow.controls) reads.push({ output, input, role: 'control' });
  for (const [name, field] of flow.fields) {
    const token = name.replaceAll('~', '~0').replaceAll('/', '~1');
    collect(field, `${output}/${token}`, depth + 1, reads);
  }
}
