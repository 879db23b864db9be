import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { findNearestName } from '../../diagnostics/find-nearest-name.ts';
import type { Format } from '../../formats/format.ts';
import { isRecord } from '../is-record.ts';
import { checkFunctionCall } from './check-function-call.ts';
import { KNOWN_HELPERS } from './environment.ts';
import { spanOf } from './span-of.ts';
import { visitNodes } from './visit-nodes.ts';

/** Where inserted values go: what `{{{x}}}` means depends on it. */
export type Destination = Format | 'url';

/** Formats where a raw insert can change what is around it, as messages call them. JSON is parsed before it is sent. */
const GUARDED: Partial<Record<Destination, string>> = {
  html: 'HTML',
  xml: 'XML',
  form: 'form text',
  query: 'query text',
  csv: 'CSV',
};

/** What the parser lets through but Postmap does not, calls of other templates aside. In source order; never throws. */
export function checkTree(tree: unknown, source: string, destination: Destination): Diagnostic[] {
  const found: Diagnostic[] = [];
  const partialNames = new Set<unknown>();
  for (const node of visitNodes(tree)) {
    if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') partialNames.add(node.name);
    if (partialNames.has(node) && node.type === 'PathExpression') continue;
    const diagnostic = checkNode(node, source, destination);
    if (diagnostic !== undefined) found.push(diagnostic);
  }
  return found.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function checkNode(node: Record<string, unknown>, source: string, destination: Destination): Diagnostic | undefined {
  switch (node.type) {
    case 'Decorator':
    case 'DecoratorBlock':
      return diagnose(
        'decorator-refused',
        'decorators and inline partials are not allowed: make it a template of its own, and call that',
        spanOf(node, source),
      );
    case 'PathExpression':
      return checkPartialBlock(node, source);
    case 'MustacheStatement':
      return checkCall(node, source) ?? checkRaw(node, source, destination);
    case 'BlockStatement':
    case 'SubExpression':
      return checkCall(node, source);
    default:
      return undefined;
  }
}

/** With parameters, or in brackets, a name is a helper; alone it is a field. */
function checkCall(node: Record<string, unknown>, source: string): Diagnostic | undefined {
  const hasParameters = (Array.isArray(node.params) && node.params.length > 0) || isRecord(node.hash);
  if (!hasParameters && node.type !== 'SubExpression') return undefined;
  const path = isRecord(node.path) ? node.path : {};
  const name = String(path.original);
  if (KNOWN_HELPERS.has(name)) return checkFunctionCall(name, node, source);
  const span = spanOf(path, source);
  const nearest = findNearestName(name, KNOWN_HELPERS);
  if (nearest === undefined || span === undefined) {
    const known = [...KNOWN_HELPERS].join(', ');
    return diagnose('unknown-helper', `there is no helper named "${name}"; there are ${known}`, span);
  }
  const diagnostic = diagnose('unknown-helper', `there is no helper named "${name}"; did you mean "${nearest}"?`, span);
  // A block ends by the same name.
  if (node.type === 'BlockStatement') return diagnostic;
  return { ...diagnostic, fix: { title: `Change to ${nearest}`, edits: [{ ...span, text: nearest }] } };
}

function checkRaw(node: Record<string, unknown>, source: string, destination: Destination): Diagnostic | undefined {
  if (node.escaped !== false) return undefined;
  const span = spanOf(node, source);
  if (destination === 'url') {
    return diagnose('raw-insert-refused', 'a value in a URL must be percent-encoded: use two braces', span);
  }
  const guarded = GUARDED[destination];
  if (guarded === undefined) return undefined;
  const message = `this value goes into ${guarded} without escaping: use two braces unless it is ${guarded} that you trust`;
  const diagnostic = diagnose('raw-insert', message, span);
  if (span === undefined || !/^\{\{\{[^]*\}\}\}$/.test(source.slice(span.start, span.end))) return diagnostic;
  const edits = [
    { start: span.start, end: span.start + 1, text: '' },
    { start: span.end - 1, end: span.end, text: '' },
  ];
  return { ...diagnostic, fix: { title: 'Use two braces', edits } };
}

/** `@partial-block` is a function to the package, which asking for it would run. */
function checkPartialBlock(path: Record<string, unknown>, source: string): Diagnostic | undefined {
  const isPartialBlock = path.data === true && Array.isArray(path.parts) && path.parts[0] === 'partial-block';
  if (!isPartialBlock) return undefined;
  const message =
    'the block can only be put somewhere: write {{> @partial-block}}, or {{#> @partial-block}}…{{/@partial-block}} with what stands there when there is none';
  return diagnose('partial-refused', message, spanOf(path, source));
}
