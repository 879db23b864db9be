import type { Flow } from '../flow.ts';

/** What an expression is read in. */
export interface FlowContext {
  /** `$` */
  item: Flow;
  /** What `%` means; undefined where it cannot be told. */
  parent: FlowContext | undefined;
  scope: FlowScope;
}

export class FlowScope {
  private readonly outer: FlowScope | undefined;
  private readonly variables = new Map<string, Flow>();

  constructor(outer?: FlowScope) {
    this.outer = outer;
  }

  set(name: string, flow: Flow): void {
    this.variables.set(name, flow);
  }

  get(name: string): Flow | undefined {
    return this.variables.get(name) ?? this.outer?.get(name);
  }
}
