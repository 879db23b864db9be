import Handlebars from 'handlebars';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Format } from '../../formats/format.ts';
import { isRecord } from '../is-record.ts';
import { checkFunctionCall } from './check-function-call.ts';
import { KNOWN_HELPERS } from './environment.ts';
import { findDeepBlock } from './find-deep-block.ts';
import { explainParseError } from './locate-parse-error.ts';
import { spanOf } from './span-of.ts';

const MAX_DEPTH = 32;

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

/** Syntax errors, and what the parser lets through but Postmap does not. In source order; never throws. */
export function checkTemplate(source: string, destination: Destination): Diagnostic[] {
  const deep = findDeepBlock(source, MAX_DEPTH);
  if (deep !== undefined) return [diagnose('nesting-too-deep', `blocks nest deeper than ${MAX_DEPTH} levels`, deep)];
  let root: unknown;
  try {
    root = Handlebars.parseWithoutProcessing(source);
  } catch (error) {
    return [explainParseError(error, source)];
  }
  const found: Diagnostic[] = [];
  const pending: Record<string, unknown>[] = isRecord(root) ? [root] : [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const diagnostic = checkNode(node, source, destination);
    if (diagnostic !== undefined) found.push(diagnostic);
    pending.push(...childrenOf(node));
  }
  return found.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function checkNode(node: Record<string, unknown>, source: string, destination: Destination): Diagnostic | undefined {
  switch (node.type) {
    case 'PartialStatement':
    case 'PartialBlockStatement':
      return diagnose(
        'partial-refused',
        'partials are not available: write the text here instead',
        spanOf(node, source),
      );
    case 'Decorator':
    case 'DecoratorBlock':
      return diagnose('decorator-refused', 'decorators and inline partials are not allowed', spanOf(node, source));
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
  const known = [...KNOWN_HELPERS].join(', ');
  return diagnose('unknown-helper', `there is no helper named "${name}"; there are ${known}`, spanOf(path, source));
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
  return diagnose('raw-insert', message, span);
}

function childrenOf(node: Record<string, unknown>): Record<string, unknown>[] {
  return Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter((value: unknown) => isRecord(value))
    .filter((value) => typeof value.type === 'string');
}
