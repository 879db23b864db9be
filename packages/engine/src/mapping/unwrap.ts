import type { Span } from '../diagnostics/diagnostic.ts';
import { bindingPower } from '../languages/jsonata/tree/binding-powers.ts';
import { walkTree, withoutKeepArray } from '../languages/jsonata/tree/syntax-node.ts';
import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import type { LoopSite } from './edit-loop.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { needsBrackets } from './needs-brackets.ts';
import type { Within } from './row.ts';
import { seeThrough } from './see-through.ts';
import { findOpenItems } from './write-path.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';

/** A step behind an expression takes no less than a filter does. */
const STEP = bindingPower('[') - 1;

/** Takes away what is around a value. */
export function unwrap(mapping: Mapping, site: RowSite): Draft | Refusal {
  const { row, core } = site;
  const { source } = mapping;
  const [within] = row.within;
  if (within !== undefined) return unwrapWithin(source, site, within);
  const innermost = findInnermost(site);
  const { start, end } = innermost;
  const isListed = innermost.kind === 'array' && core !== innermost;
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
      return isListed ? keep(core) : refuse('there is nothing around it');
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
      if (row.loop.form !== 'group') return unwrapLoop(mapping, { ...site, row });
      return isListed ? keep(core) : unwrapGroup(source, { ...site, row });
    default:
      return refuse('there is nothing around it');
  }
}

/** The value without the variables before it: those stay. */
function findInnermost({ node }: RowSite): SyntaxNode {
  return seeThrough(node).blocks.at(-1)?.expressions.at(-1) ?? node;
}

/** One object, of the first item: the paths in it say in full what they were relative to. */
function unwrapLoop(mapping: Mapping, site: LoopSite): Draft | Refusal {
  const { source } = mapping;
  const { row, core } = site;
  const { loop } = row;
  if (loop.form !== 'path' || core.kind !== 'path') return refuse('only a loop that is a path can become one object');
  if (loop.index !== undefined || loop.item !== undefined) return refuse('take the variable of the loop away first');
  const body = core.steps.at(-1);
  if (body === undefined) return refuse('it gives nothing');
  const target = source.slice(loop.iterateSpan.start, core.steps.at(-2)?.end ?? loop.iterateSpan.end);
  const isPicked = loop.iterates === 'one' || loop.filters.at(-1)?.isPosition === true;
  // A position picks for each of the items that the path came through, unless the path is in brackets.
  const isThrough = findOpenItems(mapping, row.scope, loop.sourcePointer ?? '').length > 0;
  const item = isPicked ? target : loop.sort === undefined && !isThrough ? `${target}[0]` : `(${target})[0]`;
  const edits: TextEdit[] = [];
  const isClear = qualify(body, item, edits);
  if (!isClear) return refuse('its fields read what only a loop has');
  const { start, end } = findInnermost(site);
  const kept = withoutKeepArray(body);
  const made = row.slot === 'branch' ? kept : withoutBrackets(source, kept);
  return {
    edits: [{ start, end: made.start, text: '' }, ...edits, { start: made.end, end, text: '' }],
  };
}

/** The same for all items together: what was read of the items of a group is read of all. */
function unwrapGroup(source: string, { row, core }: LoopSite): Draft | Refusal {
  if (core.kind !== 'group') return refuse('it is not grouped');
  const [pair, second] = core.pairs;
  if (pair === undefined || second !== undefined) return refuse('it makes more than one field for each value');
  if (row.loop.index !== undefined || row.loop.item !== undefined)
    return refuse('take the variable of the loop away first');
  const { target } = core;
  const text = source.slice(target.start, target.end);
  const edits: TextEdit[] = [];
  const isClear = qualify(pair.value, needsBrackets(target, STEP) ? `(${text})` : text, edits);
  if (!isClear) return refuse('its value reads what only a loop has');
  return {
    edits: [
      { start: core.start, end: pair.value.start, text: '' },
      ...edits,
      { start: pair.value.end, end: core.end, text: '' },
    ],
  };
}

/** `customer.(first & last)` becomes `customer.first & customer.last`. */
function unwrapWithin(source: string, { row, node }: RowSite, { start, end }: Within): Draft | Refusal {
  const path = [...walkTree(node)].find(
    (one) => one.kind === 'path' && one.start === start && one.steps.at(-2)?.end === end,
  );
  const body = path?.kind === 'path' ? path.steps.at(-1) : undefined;
  if (path === undefined || body === undefined) return refuse('what it is made in cannot be read');
  // A function at the end of a path may take what the path leads to without naming it.
  if (body.kind === 'call') return refuse('the function may read what stands before it: edit it as text');
  const edits: TextEdit[] = [];
  if (!qualify(body, source.slice(start, end), edits)) return refuse('what it reads cannot be told: edit it as text');
  const { start: from, end: to } = row.slot === 'branch' ? body : withoutBrackets(source, body);
  return { edits: [{ start: path.start, end: from, text: '' }, ...edits, { start: to, end: path.end, text: '' }] };
}

/** What is in brackets, if there is nothing else in them. */
function withoutBrackets(source: string, body: SyntaxNode): Span {
  const [only] = body.kind === 'block' && body.expressions.length === 1 ? body.expressions : [];
  const text = source.slice(body.start + 1, body.end - 1).trim();
  return only !== undefined && text.length === only.end - only.start ? only : body;
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
    case 'call':
      // Without an argument a function takes what it is called in.
      return node.arguments.length > 0 && node.children.every((child) => qualify(child, item, edits));
    default:
      return node.children.every((child) => qualify(child, item, edits));
  }
}
