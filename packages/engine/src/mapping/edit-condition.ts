import { bindingPower } from '../languages/jsonata/tree/binding-powers.ts';
import type { ConditionNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { ConditionChange } from './action.ts';
import { checkExpression } from './check-expression.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { bracket, needsBrackets } from './needs-brackets.ts';

const CONDITION = bindingPower('?');

export function setCondition(mapping: Mapping, change: ConditionChange, site: RowSite): Draft | Refusal {
  for (const text of textsOf(change)) {
    const wrong = checkExpression(text);
    if (wrong !== undefined) return wrong;
  }
  if (change.kind === 'create') return createCondition(site, change);
  const nodes = listConditions(site);
  if (nodes.length === 0) return refuse('it has no condition');
  switch (change.kind) {
    case 'when':
      return setWhen(nodes, change);
    case 'add':
      return addBranch(nodes, bracket(change.when, CONDITION), change.text ?? 'null');
    case 'else':
      return setElse(nodes, change.text);
    default:
      return removeBranch(mapping, site, change.branch);
  }
}

function textsOf(change: ConditionChange): string[] {
  switch (change.kind) {
    case 'create':
      return change.else === undefined ? [change.when] : [change.when, change.else];
    case 'add':
      return change.text === undefined ? [change.when] : [change.when, change.text];
    case 'when':
    case 'else':
      return [change.text];
    default:
      return [];
  }
}

function createCondition({ row, node }: RowSite, change: ConditionChange & { kind: 'create' }): Draft | Refusal {
  if (node.kind === 'missing') return refuse('there is no value yet');
  const { start, end } = row.valueSpan;
  const when = bracket(change.when, CONDITION);
  const isLoose = needsBrackets(node, CONDITION);
  // In a branch, the next branch would be taken for its own.
  const isOpen = row.slot === 'branch' && change.else === undefined;
  const before = isOpen ? '(' : '';
  const edit = { start, end: start, text: `${before}${when} ? ${isLoose ? '(' : ''}` };
  const otherwise = change.else === undefined ? '' : ` : ${change.else}`;
  return {
    edits: [edit, { start: end, end, text: `${isLoose ? ')' : ''}${otherwise}${isOpen ? ')' : ''}` }],
    select: { edit, from: before.length, to: before.length + when.length },
  };
}

/** One node for each `when`. */
function listConditions({ core }: RowSite): ConditionNode[] {
  const nodes: ConditionNode[] = [];
  for (let node = core; node.kind === 'condition';) {
    nodes.push(node);
    if (node.otherwise === undefined) break;
    node = node.otherwise;
  }
  return nodes;
}

function setWhen(nodes: readonly ConditionNode[], change: { branch: number; text: string }): Draft | Refusal {
  const when = bracket(change.text, CONDITION);
  const node = nodes[change.branch];
  if (node !== undefined) {
    const edit = { start: node.test.start, end: node.test.end, text: when };
    return { edits: [edit], select: { edit, from: 0, to: when.length } };
  }
  const last = nodes.at(-1)?.otherwise;
  if (last === undefined || change.branch !== nodes.length) return refuse('there is no such branch');
  const isLoose = needsBrackets(last, CONDITION);
  const edit = { start: last.start, end: last.start, text: `${when} ? ${isLoose ? '(' : ''}` };
  const close = isLoose ? [{ start: last.end, end: last.end, text: ')' }] : [];
  return { edits: [edit, ...close], select: { edit, from: 0, to: when.length } };
}

function addBranch(nodes: readonly ConditionNode[], when: string, text: string): Draft | Refusal {
  const last = nodes.at(-1);
  if (last === undefined) return refuse('it has no condition');
  const value = bracket(text, CONDITION);
  if (last.otherwise !== undefined) {
    const { start } = last.otherwise;
    const edit = { start, end: start, text: `${when} ? ${value} : ` };
    return { edits: [edit], select: { edit, from: when.length + 3, to: when.length + 3 + value.length } };
  }
  const { end } = last.consequence;
  const edit = { start: end, end, text: ` : ${when} ? ${value}` };
  return { edits: [edit], select: { edit, from: edit.text.length - value.length, to: edit.text.length } };
}

function setElse(nodes: readonly ConditionNode[], text: string): Draft | Refusal {
  const last = nodes.at(-1);
  if (last === undefined) return refuse('it has no condition');
  const { otherwise } = last;
  const edit =
    otherwise === undefined
      ? { start: last.consequence.end, end: last.consequence.end, text: ` : ${text}` }
      : { start: otherwise.start, end: otherwise.end, text };
  return { edits: [edit], select: { edit, from: edit.text.length - text.length, to: edit.text.length } };
}

/** Takes a branch away; where it was the only condition, what the other outcome gives stays. */
export function removeBranch({ source }: Mapping, site: RowSite, branch: number): Draft | Refusal {
  const nodes = listConditions(site);
  const node = nodes[branch];
  if (node?.otherwise !== undefined) {
    return { edits: [{ start: node.start, end: node.otherwise.start, text: '' }] };
  }
  const last = nodes.at(-1);
  if (last === undefined || branch < 0 || branch > nodes.length) return refuse('there is no such branch');
  if (node === undefined) {
    if (last.otherwise === undefined) return refuse('there is no such branch');
    return { edits: [{ start: last.consequence.end, end: last.otherwise.end, text: '' }] };
  }
  const before = nodes[branch - 1];
  if (before !== undefined) return { edits: [{ start: before.consequence.end, end: node.end, text: '' }] };
  const { start, end } = node.consequence;
  return { edits: [{ start: node.start, end: node.end, text: source.slice(start, end) }] };
}
