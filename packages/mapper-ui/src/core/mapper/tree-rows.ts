import type { FieldNode } from './field-tree.ts';

/** A visible row of the source tree; the numbers are what ARIA wants of a flat tree. */
export interface TreeRow {
  readonly node: FieldNode;
  /** From 1. */
  readonly level: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
  /** True when it is itself what was looked for, and not a descendant of it. */
  readonly matches: boolean;
}

/**
 * The rows to show. Without a query and `keep`, children of the ids in `expanded`; with one of them, every field whose name or
 * one of whose values has the query (case-insensitive), and which `keep` keeps, with all its ancestors, opened.
 */
export function listTreeRows(
  root: FieldNode,
  expanded: ReadonlySet<string>,
  query = '',
  keep?: (node: FieldNode) => boolean,
): TreeRow[] {
  const needle = query.trim().toLowerCase();
  const rows: TreeRow[] = [];
  if (needle === '' && keep === undefined) appendExpanded(root, expanded, 1, rows);
  else appendMatching(root, (node) => keep?.(node) !== false && matchesNeedle(node, needle), 1, rows);
  return rows;
}

function appendExpanded(parent: FieldNode, expanded: ReadonlySet<string>, level: number, rows: TreeRow[]): void {
  const siblings = parent.children.length;
  for (const [index, node] of parent.children.entries()) {
    const expandable = node.children.length > 0;
    const open = expandable && expanded.has(node.id);
    rows.push({ node, level, expandable, expanded: open, position: index + 1, siblings, matches: false });
    if (open) appendExpanded(node, expanded, level + 1, rows);
  }
}

function appendMatching(
  parent: FieldNode,
  isWanted: (node: FieldNode) => boolean,
  level: number,
  rows: TreeRow[],
): boolean {
  const kept: { row: TreeRow; below: TreeRow[] }[] = [];
  for (const node of parent.children) {
    const below: TreeRow[] = [];
    const inside = appendMatching(node, isWanted, level + 1, below);
    const matches = isWanted(node);
    if (!matches && !inside) continue;
    kept.push({ row: { node, level, expandable: inside, expanded: inside, position: 0, siblings: 0, matches }, below });
  }
  for (const [index, { row, below }] of kept.entries()) {
    rows.push({ ...row, position: index + 1, siblings: kept.length });
    for (const descendant of below) rows.push(descendant);
  }
  return kept.length > 0;
}

function matchesNeedle(node: FieldNode, needle: string): boolean {
  if (node.key.toLowerCase().includes(needle)) return true;
  return node.values.some((value) => {
    if (Array.isArray(value))
      return value.some((item) => isScalar(item) && String(item).toLowerCase().includes(needle));
    return isScalar(value) && String(value).toLowerCase().includes(needle);
  });
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The ids to open at first: down the payload until about `limit` rows show, in the order a reader meets them. */
export function chooseExpanded(root: FieldNode, limit = 40): Set<string> {
  const expanded = new Set<string>();
  let shown = root.children.length;
  let level = root.children;
  while (level.length > 0) {
    for (const node of level) {
      if (node.children.length === 0) continue;
      // A single branch is always opened: a lone closed row tells nothing.
      if (shown + node.children.length > limit && level.filter((other) => other.children.length > 0).length > 1)
        continue;
      expanded.add(node.id);
      shown += node.children.length;
    }
    level = level.filter((node) => expanded.has(node.id)).flatMap((node) => [...node.children]);
  }
  return expanded;
}
