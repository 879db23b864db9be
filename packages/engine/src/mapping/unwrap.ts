import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import type { LoopSite } from './edit-loop.ts';
import type { Mapping, RowSite } from './mapping.ts';
import type { TextEdit } from './text-edit.ts';

/** Takes away what is around a value. */
export function unwrap(mapping: Mapping, site: RowSite): Draft | Refusal {
  const { row, node, core } = site;
  const { source } = mapping;
  const { start, end } = row.valueSpan;
  const keep = (inner: { start: number; end: number }): Draft => ({
    edits: [
      { start, end: inner.start, text: '' },
      { start: inner.end, end, text: '' },
    ],
  });
  switch (row.kind) {
    case 'list': {
      const only = core.kind === 'array' && core.items.length === 1 ? core.items[0] : undefined;
      return only === undefined ? refuse('the list has more than one item') : keep(only);
    }
    case 'path':
      return node.kind === 'array' && core !== node ? keep(core) : refuse('there is nothing around it');
    case 'fn':
    case 'lookup': {
      const first = row.kind === 'fn' ? row.parts[0] : row.lookup.keySpan;
      return first === undefined ? refuse('it has no argument') : keep(first);
    }
    case 'cond': {
      const first = core.kind === 'condition' ? core.consequence : undefined;
      return first === undefined ? refuse('it has no outcome') : keep(first);
    }
    case 'loop':
      return unwrapLoop(source, { ...site, row });
    default:
      return refuse('there is nothing around it');
  }
}

/** One object, of the first item: the paths in it say in full what they were relative to. */
function unwrapLoop(source: string, { row, core }: LoopSite): Draft | Refusal {
  const { loop } = row;
  if (loop.form !== 'path' || core.kind !== 'path') return refuse('only a loop that is a path can become one object');
  if (loop.index !== undefined || loop.item !== undefined) return refuse('take the variable of the loop away first');
  const body = core.steps.at(-1);
  if (body === undefined) return refuse('it gives nothing');
  const target = source.slice(loop.iterateSpan.start, core.steps.at(-2)?.end ?? loop.iterateSpan.end);
  const isPicked = loop.iterates === 'one' || loop.filters.at(-1)?.isPosition === true;
  const item = isPicked ? target : loop.sort === undefined ? `${target}[0]` : `(${target})[0]`;
  const edits: TextEdit[] = [];
  const isClear = qualify(body, item, edits);
  if (!isClear) return refuse('its fields read what only a loop has');
  const { start, end } = row.valueSpan;
  const last = body.kind === 'keep-array' ? body.target.end : body.end;
  return {
    edits: [{ start, end: body.start, text: '' }, ...edits, { start: last, end, text: '' }],
  };
}

/** Puts the item in front of every path that is relative to it; false where there is one that cannot be told. */
function qualify(node: SyntaxNode, item: string, edits: TextEdit[]): boolean {
  switch (node.kind) {
    case 'name':
      edits.push({ start: node.start, end: node.start, text: `${item}.` });
      return true;
    case 'variable':
      if (node.name === '') edits.push({ start: node.start, end: node.end, text: item });
      return true;
    case 'parent':
    case 'wildcard':
    case 'descendant':
      return false;
    case 'path': {
      const [first] = node.steps;
      return first === undefined || (first.kind === 'string' ? false : qualify(first, item, edits));
    }
    case 'filter':
    case 'sort':
    case 'focus':
    case 'index':
    case 'group':
    case 'keep-array':
      return qualify(node.target, item, edits);
    default:
      return node.children.every((child) => qualify(child, item, edits));
  }
}
