import { buildFieldTree } from './field-tree.ts';
import type { FieldNode } from './field-tree.ts';

const FIELDS = 6;
const ITEM_FIELDS = 4;

/** What a starter shows of a payload: fields of its main part, and of the items of that part's first list. */
export interface StarterParts {
  fields: FieldNode[];
  list: FieldNode | undefined;
  /** Fields of an item of `list`. */
  items: FieldNode[];
}

export function pickStarterParts(payload: unknown): StarterParts {
  const main = findMainPart(buildFieldTree(payload));
  const list = main.children.find((node) => node.kind === 'array' && pickLeaves(node, 1).length > 0);
  const items = list === undefined ? [] : pickLeaves(list, ITEM_FIELDS);
  return { fields: pickLeaves(main, FIELDS), list, items };
}

/**
 * Down through envelopes: a field whose value is the only object is what the event is about; where there are several and
 * nothing else, the first is.
 */
function findMainPart(root: FieldNode): FieldNode {
  let node = root;
  for (;;) {
    const objects = node.children.filter(({ kind }) => kind === 'object');
    const [only] = objects;
    const isEnvelope = objects.length === 1 && node.children.every(({ kind }) => kind !== 'array');
    if (only === undefined || (!isEnvelope && pickLeaves(node, 1).length > 0)) return node;
    node = only;
  }
}

/** What systems write into a date that has not been: it says as little as null. */
const NO_DATE = /^0000-00-00/;

/** Leaves that hold something come first; nulls, empty texts and dates that never were make a poor beginning. */
function pickLeaves(node: FieldNode, limit: number): FieldNode[] {
  // What is a list or an object in one item and a single value in another is none.
  const leaves = node.children.filter(({ values }) =>
    values.every((value) => typeof value !== 'object' || value === null),
  );
  const full = leaves.filter(({ values }) => values.some((value) => !isEmpty(value)));
  return (full.length > 0 ? full : leaves).slice(0, limit);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'string' && NO_DATE.test(value));
}
