import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import { CONTEXT_NAMES } from '../context-names.ts';
import { allOf, ANYTHING, joinReadings, madeBy, PAYLOAD, placeFlow, readAt } from '../flow.ts';
import type { Flow, Readings } from '../flow.ts';
import type { LineageOf, ReadRole } from '../lineage.ts';
import { listSpans } from '../list-spans.ts';
import { FlowScope } from './flow-context.ts';
import { FlowReader } from './flow-reader.ts';
import { escapeToken } from '../../shapes/json-pointer.ts';

const MAX_DEPTH = 64;

/** Lineage of a JSONata template: whatever a run reads is among it. Where what it does cannot be foreseen, the input is `$$`. */
export function readValueLineage(source: string): LineageOf<string> {
  const lineage: LineageOf<string> = { reads: [], origins: [] };
  const { root, faults } = parseTree(source);
  if (faults.length > 0) return lineage;
  const scope = new FlowScope();
  for (const name of CONTEXT_NAMES) scope.set(name, placeFlow(`$${name}`));
  const item = placeFlow(PAYLOAD);
  const flow = new FlowReader(item).read(root, { item, parent: undefined, scope });
  collect(madeBy(readAt(flow, root), root), '', 0, lineage);
  return lineage;
}

function collect(flow: Flow, output: string, depth: number, lineage: LineageOf<string>): void {
  if (flow.made.size > 0) lineage.origins.push({ output, spans: listSpans(flow.made) });
  if (depth > MAX_DEPTH) {
    // So deep, what is below is not told apart.
    addReads(allOf(flow), output, 'value', lineage);
    return;
  }
  const own = joinReadings(flow.places, flow.derived);
  addReads(flow.callables.length > 0 ? joinReadings(own, ANYTHING.derived) : own, output, 'value', lineage);
  addReads(flow.controls, output, 'control', lineage);
  for (const [name, field] of flow.fields) {
    collect(field, `${output}/${escapeToken(name)}`, depth + 1, lineage);
  }
}

function addReads(readings: Readings, output: string, role: ReadRole, { reads }: LineageOf<string>): void {
  for (const [input, spans] of readings) reads.push({ output, input, role, spans: listSpans(spans) });
}
