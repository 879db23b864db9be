import type { PayloadSpots } from '../payload-spots.ts';
import type { Spot } from '../spot.ts';
import { enterSpot } from '../spot.ts';
import type { SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';

/** A name that the template gives a value. */
export interface Variable {
  readonly name: string;
  readonly kind: 'variable' | 'parameter';
  /** What it is bound to, where one expression says so. */
  readonly value: SyntaxNode | undefined;
  readonly read: () => Spot;
  /** Where names in `value` are looked up. */
  readonly scope: Scope | undefined;
}

/** The variables that were bound before, the last one first. */
export interface Bindings {
  readonly variable: Variable;
  readonly earlier: Bindings | undefined;
}

/** Where an expression stands. */
export interface Scope {
  /** What an expression stands for here. */
  readonly reader: (node: SyntaxNode, scope: Scope) => Spot;
  /** `$` */
  readonly item: Spot;
  readonly payload: PayloadSpots;
  /** The tree of all of the template, also of what is after the caret. */
  readonly whole: () => SyntaxNode;
  /** What the item was selected in: `%` */
  readonly outer: Scope | undefined;
  readonly bindings: Bindings | undefined;
  /** How many functions of the template are being read; they may call themselves. */
  readonly depth: number;
}

export function openScope({ payload, whole, reader }: Pick<Scope, 'payload' | 'whole' | 'reader'>): Scope {
  return { reader, whole, item: payload.root, payload, outer: undefined, bindings: undefined, depth: 0 };
}

/** Within one of the items of what was selected in `scope`. */
export function enterScope(scope: Scope, selected: Spot): Scope {
  return { ...scope, item: enterSpot(selected), outer: scope };
}

export function bind(scope: Scope, variable: Omit<Variable, 'read' | 'scope'>, read: () => Spot, from?: Scope): Scope {
  return { ...scope, bindings: { variable: { ...variable, read, scope: from }, earlier: scope.bindings } };
}

export function findVariable(scope: Scope, name: string): Variable | undefined {
  for (let { bindings } = scope; bindings !== undefined; bindings = bindings.earlier) {
    if (bindings.variable.name === name) return bindings.variable;
  }
  return undefined;
}

/** Each name once, the last bound first. */
export function listVariables(scope: Scope): Variable[] {
  const found = new Map<string, Variable>();
  for (let { bindings } = scope; bindings !== undefined; bindings = bindings.earlier) {
    if (!found.has(bindings.variable.name)) found.set(bindings.variable.name, bindings.variable);
  }
  return [...found.values()];
}
