import { TemplateError } from '../../../diagnostics/template-error.ts';
import type { TemplateFunction } from '../../../functions/functions.ts';
import { isRecord } from '../../../languages/is-record.ts';
import { checkRegexes } from '../../../languages/jsonata/check-regexes.ts';
import { explainRenderFailure } from '../../../languages/jsonata/explain-error.ts';
import { explainSyntax } from '../../../languages/jsonata/explain-syntax.ts';
import { jsonataPackage } from '../../../languages/jsonata/jsonata-package.ts';
import type { Expression } from '../../../languages/jsonata/jsonata-package.ts';
import { copyPlain } from '../../../languages/jsonata/plain-value.ts';
import type { LoweredNode } from '../../../languages/jsonata/tree/lowered-node.ts';
import type { Budget } from '../../../runtime/budget.ts';
import { LinearRegex } from '../../../runtime/linear-regex.ts';
import type { TraceOf } from '../../lineage.ts';
import { collectTrace } from './collect-trace.ts';
import { Instrument } from './instrument.ts';
import { NodeSpans } from './node-spans.ts';
import { trackBuiltIns } from './track-built-ins.ts';
import { trackPayload } from './track-payload.ts';
import { Tracer } from './tracer.ts';

/** A hook and what it is given are evaluations, too: a trace may nest deeper and take longer than a render, this many times. */
const NESTING = 6;

export interface ValueTraceRequest {
  source: string;
  budget: Required<Budget>;
  functions: readonly TemplateFunction[];
}

/** Runs a JSONata template once, and says where each place of its value came from. Rejects with TemplateError. */
export async function traceValue(
  { source, budget, functions }: ValueTraceRequest,
  payload: unknown,
  bindings: Record<string, unknown>,
): Promise<{ value: unknown } & TraceOf<string>> {
  const expression = parse(source, budget);
  const tracer = new Tracer();
  const spans = new NodeSpans(source);
  const ast = expression.ast();
  if (!isNode(ast)) throw new Error('jsonata gave no tree');
  const refused = checkRegexes(ast, source);
  if (refused.length > 0) throw new TemplateError('compile', refused);
  replaceTree(ast, new Instrument(tracer, spans).rewrite({ ...ast }));
  for (const [name, native] of await trackBuiltIns(tracer, functions)) expression.assign(name, native);
  const bound = Object.entries(bindings).map(([name, value]) => [name, trackPayload(tracer, value, `$${name}`)]);
  try {
    const result = await expression.evaluate(trackPayload(tracer, payload, '$$'), Object.fromEntries(bound));
    return { value: copyPlain(tracer.plain(result)), ...collectTrace(tracer, result, spans.root) };
  } catch (error) {
    throw explainRenderFailure(error, source, budget);
  }
}

function parse(source: string, { ms, depth, items }: Required<Budget>): Expression {
  try {
    const options = { RegexEngine: LinearRegex, timeout: ms * NESTING, stack: depth * NESTING, sequence: items };
    return jsonataPackage.parse(source, options);
  } catch (error) {
    throw new TemplateError('compile', explainSyntax(error, source), { cause: error });
  }
}

function isNode(value: unknown): value is LoweredNode {
  return isRecord(value) && typeof value.type === 'string';
}

/** An expression evaluates the one tree that it was parsed to. */
function replaceTree(tree: LoweredNode, replacement: LoweredNode): void {
  for (const name of Object.keys(tree)) Reflect.deleteProperty(tree, name);
  Object.assign(tree, replacement);
}
