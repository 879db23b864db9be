/** Where the value of `%` comes from; shared, since a label found later is seen from everywhere. */
export interface Slot {
  label: string;
  level: number;
  index: number;
}

export interface LoweredTerm {
  descending: boolean;
  expression: LoweredNode;
}

export interface LoweredStage {
  type: 'filter' | 'index';
  position: number;
  expr?: LoweredNode;
  value?: string;
}

export type LoweredPair = [LoweredNode, LoweredNode];

/** A node of the shape that the jsonata package's `.ast()` gives. `position` is the end of the node's own token. */
export interface LoweredNode {
  type: string;
  value?: unknown;
  position?: number;
  steps?: LoweredNode[];
  lhs?: LoweredNode | LoweredPair[];
  rhs?: LoweredNode;
  expression?: LoweredNode;
  expressions?: LoweredNode[];
  condition?: LoweredNode;
  then?: LoweredNode;
  else?: LoweredNode;
  procedure?: LoweredNode;
  arguments?: LoweredNode[];
  body?: LoweredNode;
  thunk?: boolean;
  signature?: { definition: string };
  pattern?: LoweredNode;
  update?: LoweredNode;
  delete?: LoweredNode;
  terms?: LoweredTerm[];
  stages?: LoweredStage[];
  predicate?: LoweredStage[];
  group?: { lhs: LoweredPair[]; position: number };
  keepArray?: boolean;
  keepSingletonArray?: boolean;
  consarray?: boolean;
  focus?: string;
  index?: string;
  tuple?: boolean;
  slot?: Slot;
  ancestor?: Slot;
  seekingParent?: Slot[];
}
