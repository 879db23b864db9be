import { buildFieldTree } from './mapper/field-tree.ts';
import type { FieldNode } from './mapper/field-tree.ts';
import { writeHandlebarsPath } from './mapper/field-path.ts';

/** Handlebars that insert what an event of the kind really has, to be shown as examples. */
export interface EventExamples {
  email: string;
  orderId: string;
  /** The first single value there is. */
  any: string;
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Examples from the body of a sample; where it lacks an address or an id, or there is no sample, they are of no event and say so by their names. */
export function findEventExamples(body: string | undefined): EventExamples {
  const leaves = body === undefined ? [] : listLeaves(buildFieldTree(JSON.parse(body)));
  return {
    email: write(
      leaves.find((leaf) => /e-?mail/i.test(leaf.key) && holdsAddress(leaf)) ?? leaves.find(holdsAddress),
      'customer.email',
    ),
    orderId: write(
      leaves.find(({ key }) => /^order_?id$/i.test(key)) ??
        leaves.find(({ key, path }) => key === 'id' && path.at(-2)?.key === 'order'),
      'order.id',
    ),
    any: write(leaves.find(({ key }) => /id$/i.test(key)) ?? leaves[0], 'id'),
  };
}

/** Single values, outermost first within each part; those of lists are left out: they are no one value. */
function listLeaves(node: FieldNode): FieldNode[] {
  return node.children.flatMap((child) =>
    child.kind === 'object' ? listLeaves(child) : child.kind === 'array' ? [] : [child],
  );
}

function holdsAddress(leaf: FieldNode): boolean {
  return leaf.values.some((value) => typeof value === 'string' && ADDRESS.test(value));
}

function write(leaf: FieldNode | undefined, otherwise: string): string {
  return `{{${leaf === undefined ? otherwise : writeHandlebarsPath(leaf.path)}}}`;
}
