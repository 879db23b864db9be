import type { Fix, Span } from '../../../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../../../diagnostics/diagnostic-codes.ts';
import type { Format } from '../../../formats/format.ts';
import type { SyntaxNode } from '../tree/syntax-node.ts';
import type { Meaning } from './meaning.ts';

/** Where the value of an expression goes: it is (in) the output, it is part of a text or number in it, or elsewhere. */
export type Reach = 'output' | 'part' | 'elsewhere';

/** What an expression is read in. */
export interface Context {
  /** `$` */
  item: Meaning;
  /** `$$` */
  root: Meaning;
  /** What `item` was selected from, step by step outwards. */
  outer: Context | undefined;
  /** `outer` is what `%` means: `item` was selected from it by name. */
  isNamed: boolean;
  scope: Scope;
  reach: Reach;
  /** The key that the value is for, in messages. */
  key: string | undefined;
  /** The value is within brackets that make an array of it anyway. */
  isWrapped: boolean;
  /** Absence has been thought of. */
  isGuarded: boolean;
  /** It is asked whether there is such a thing at all. */
  isAsked: boolean;
}

export class Scope {
  private readonly outer: Scope | undefined;
  private readonly variables = new Map<string, Meaning>();

  constructor(outer?: Scope) {
    this.outer = outer;
  }

  set(name: string, meaning: Meaning): void {
    this.variables.set(name, meaning);
  }

  get(name: string): Meaning | undefined {
    return this.variables.get(name) ?? this.outer?.get(name);
  }
}

/** What the parts of the analysis have in common. */
export interface Analyst {
  readonly source: string;
  readonly format: Format;
  evaluate(node: SyntaxNode, context: Context): Meaning;
  report(code: DiagnosticCode, message: string, span: Span, fix?: Fix): void;
}

/** The same place for a value that does not itself become output. */
export function elsewhere(context: Context): Context {
  return { ...context, reach: 'elsewhere', key: undefined, isAsked: false };
}

/** For an operand or argument of what is output: only its absence matters. */
export function partOf(context: Context): Context {
  return context.reach === 'elsewhere' ? context : { ...context, reach: 'part', isAsked: false };
}

/** For what is asked for: it may not be there. */
export function asked(context: Context): Context {
  return { ...context, isGuarded: true, isAsked: true };
}

export function guarded(context: Context): Context {
  return { ...context, isGuarded: true };
}

/** The text of a node as the template has it, for messages. */
export function textOf({ start, end }: Span, { source }: Analyst): string {
  const text = source.slice(start, end).replaceAll(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
