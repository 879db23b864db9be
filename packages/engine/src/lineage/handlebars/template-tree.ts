import type { Span } from '../../diagnostics/diagnostic.ts';
import { readPath } from '../../languages/handlebars/analysis/template-path.ts';
import type { TemplatePath } from '../../languages/handlebars/analysis/template-path.ts';
import { KNOWN_HELPERS } from '../../languages/handlebars/environment.ts';
import { findDeepBlock } from '../../languages/handlebars/find-deep-block.ts';
import { parseProcessed } from '../../languages/handlebars/parse-processed.ts';
import { spanOf } from '../../languages/handlebars/span-of.ts';
import { isRecord } from '../../languages/is-record.ts';

/** A path alone, or a helper with what it is given. */
export interface Call {
  path: TemplatePath;
  parameters: Expression[];
  hash: [name: string, value: Expression][];
  span: Span;
}

export type Expression =
  { kind: 'path'; path: TemplatePath } | { kind: 'literal'; value: unknown } | { kind: 'call'; call: Call };

export interface Body {
  statements: Statement[];
  /** `as |item index|` */
  parameters: string[];
}

export type Statement =
  | { kind: 'text'; text: string }
  | { kind: 'insert'; call: Call; isEscaped: boolean; span: Span }
  | { kind: 'block'; call: Call; body: Body; inverse: Body; span: Span }
  | { kind: 'partial'; parameters: Expression[]; span: Span };

/** What compilation refuses, too. */
const MAX_DEPTH = 32;

/** The statements of a source, as rendering sees them; undefined where it does not parse. */
export function readTree(source: string): Body | undefined {
  if (findDeepBlock(source, MAX_DEPTH) !== undefined) return undefined;
  const tree = parseProcessed(source);
  return tree === undefined ? undefined : new TreeReader(source).readBody(tree);
}

/**
 * The helper that a call means, undefined where it means a field: a name alone is a helper only where there is one of that
 * name, and no block parameter.
 */
export function findHelper(
  { path, parameters, hash }: Call,
  isBlockParameter: (name: string) => boolean,
): string | undefined {
  const [name = ''] = path.parts;
  const isSimple = path.parts.length === 1 && path.depth === 0 && !path.isExplicit;
  if (isSimple && isBlockParameter(name)) return undefined;
  const hasArguments = parameters.length > 0 || hash.length > 0;
  return hasArguments || (isSimple && KNOWN_HELPERS.has(name)) ? name : undefined;
}

class TreeReader {
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  readBody(program: unknown): Body {
    if (!isRecord(program) || !Array.isArray(program.body)) return { statements: [], parameters: [] };
    const names: unknown[] = Array.isArray(program.blockParams) ? program.blockParams : [];
    return {
      statements: program.body.filter(isRecord).flatMap((node) => this.readStatement(node) ?? []),
      parameters: names.filter((name) => typeof name === 'string'),
    };
  }

  private readStatement(node: Record<string, unknown>): Statement | undefined {
    const span = spanOf(node, this.source);
    if (span === undefined) return undefined;
    switch (node.type) {
      case 'ContentStatement':
        return { kind: 'text', text: String(node.value) };
      case 'MustacheStatement':
        return { kind: 'insert', call: this.readCall(node, span), isEscaped: node.escaped !== false, span };
      case 'BlockStatement': {
        const [body, inverse] = [this.readBody(node.program), this.readBody(node.inverse)];
        return { kind: 'block', call: this.readCall(node, span), body, inverse, span };
      }
      case 'PartialStatement':
      case 'PartialBlockStatement': {
        const { parameters, hash } = this.readCall(node, span);
        return { kind: 'partial', parameters: [...parameters, ...hash.map(([, value]) => value)], span };
      }
      default:
        return undefined;
    }
  }

  private readCall(node: Record<string, unknown>, span: Span): Call {
    const parameters: unknown[] = Array.isArray(node.params) ? node.params : [];
    const pairs: unknown = isRecord(node.hash) ? node.hash.pairs : undefined;
    return {
      path: readPath(node.path, this.source) ?? this.readLiteralPath(node.path, span),
      parameters: parameters.map((parameter) => this.readExpression(parameter)),
      hash: (Array.isArray(pairs) ? pairs.filter(isRecord) : []).map(({ key, value }) => [
        String(key),
        this.readExpression(value),
      ]),
      span,
    };
  }

  /** `{{"odd name"}}` and `{{12}}` name a field, too. */
  private readLiteralPath(node: unknown, span: Span): TemplatePath {
    const name = isRecord(node) ? String(node.original ?? node.value) : '';
    return { text: name, depth: 0, isData: false, isExplicit: false, parts: [name], span };
  }

  private readExpression(node: unknown): Expression {
    const path = readPath(node, this.source);
    if (path !== undefined) return { kind: 'path', path };
    if (!isRecord(node)) return { kind: 'literal', value: undefined };
    if (node.type !== 'SubExpression') {
      return { kind: 'literal', value: node.type === 'NullLiteral' ? null : node.value };
    }
    const span = spanOf(node, this.source) ?? { start: 0, end: this.source.length };
    return { kind: 'call', call: this.readCall(node, span) };
  }
}
