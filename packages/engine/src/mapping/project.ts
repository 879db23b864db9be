import { parseTree } from '../languages/jsonata/tree/parser.ts';
import { lowerTree } from '../languages/jsonata/tree/lower-tree.ts';
import type { SyntaxTree } from '../languages/jsonata/tree/parser.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Mapping } from './mapping.ts';
import { TokenIndex } from './own-comments.ts';
import type { Projection, ProjectionFault } from './projection.ts';
import { reachPlace, Variables } from './reading.ts';
import { RowReader } from './row-reader.ts';
import { contextPlace, payloadPlace } from './source-place.ts';

const CONTEXT = ['event', 'customer', 'trigger'];

/**
 * A JSONata source as rows fed by fields. With the shape of the payloads pointers tell where arrays are. Any source has rows,
 * one that is no JSONata those that could be made out. Never throws.
 */
export function project(source: string, shape?: Shape): Projection {
  return readMapping(source, shape).projection;
}

export function readMapping(source: string, shape?: Shape): Mapping {
  const tree = parseTree(source);
  const tokens = new TokenIndex(tree.tokens);
  const { root } = tree;
  const variables = new Variables();
  for (const name of CONTEXT) variables.set(name, reachPlace(contextPlace(`$${name}`), root));
  const item = reachPlace(payloadPlace(shape), root);
  const reader = new RowReader(item, tokens);
  const scope = reader.openScope('', undefined, '', { item, parent: undefined, variables });
  reader.readRow(root, { id: '', holder: undefined, slot: 'root', pointer: '', scope });
  const { rows, links, sites, scopes, objects } = reader;
  const loops = rows.filter(({ kind }) => kind === 'loop').map(({ id }) => id);
  const projection = { rows, links, scopes: reader.listScopes(), loops, faults: findFaults(tree) };
  return { source, shape, tree, tokens, projection, sites, objects, scopes };
}

/** Those of the tree, else the one that jsonata finds only after it has parsed. */
export function findFaults(tree: SyntaxTree): ProjectionFault[] {
  const { fault } = lowerTree(tree);
  const faults = tree.faults.length === 0 && fault !== undefined ? [fault] : tree.faults;
  return faults.map(({ start, end, code, message }) => ({ start, end, code, message }));
}
