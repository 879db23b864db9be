import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import type { SyntaxTree } from '../../languages/jsonata/tree/parser.ts';
import type { SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { describedFunctions } from '../describe-function.ts';
import { describeSpot, pathOfSpot, showSamples } from '../describe-spot.ts';
import type { EditorRequest, Hover } from '../editor-request.ts';
import { isKnown } from '../spot.ts';
import type { Spot } from '../spot.ts';
import { CONTEXT_VARIABLES } from './context-variables.ts';
import { findNodes, findScope } from './find-scope.ts';
import { findWord } from './find-word.ts';
import { openTemplate } from './open-template.ts';
import { bindAll, readStep } from './read-spot.ts';
import { findVariable } from './scope.ts';
import type { Scope } from './scope.ts';

const SHOWN = 80;

export function hoverJsonata(request: EditorRequest): Hover | undefined {
  const tree = parseTree(request.template.source);
  const word = findWord(tree, request.offset);
  if (word === undefined) return undefined;
  const nodes = findNodes(tree.root, word.start, word.end);
  const node = nodes.at(-1);
  if (node === undefined || node.start !== word.start || node.end !== word.end) return undefined;
  const open = openTemplate(request, tree.root);
  const scope = findScope(nodes, open);
  const span = { start: word.start, end: word.end };
  const isBefore = nodes.at(-2)?.kind === 'bind' || nodes.at(-2)?.kind === 'lambda';
  if (node.kind === 'variable') {
    const inner = isBefore || isTuple(nodes) ? scopeAfter(nodes, open) : scope;
    const described = describeVariable(node.name, inner, tree);
    return described === undefined ? undefined : { span, ...described };
  }
  const isStep = nodes.at(-2)?.kind === 'path';
  if (node.kind !== 'name' && node.kind !== 'parent' && !(node.kind === 'string' && isStep)) return undefined;
  const { spot } = readStep(node, scope, isStep);
  if (!isKnown(spot)) return undefined;
  return { span, ...describePath(spot, node.kind === 'name' ? node.name : word.text) };
}

function describePath(spot: Spot, name: string): Omit<Hover, 'span'> {
  const path = pathOfSpot(spot);
  const described = { signature: path ?? name, text: describeSpot(spot), values: showSamples(spot) };
  return path === undefined ? described : { ...described, path };
}

function describeVariable(name: string, scope: Scope, { source }: SyntaxTree): Omit<Hover, 'span'> | undefined {
  const variable = findVariable(scope, name);
  if (variable !== undefined) {
    const spot = variable.read();
    const { value, kind } = variable;
    const written = value === undefined ? '' : source.slice(value.start, value.end).replaceAll(/\s+/g, ' ');
    const shown = written.length > SHOWN ? `${written.slice(0, SHOWN)}…` : written;
    const signature = shown === '' ? `$${name}` : `$${name} := ${shown}`;
    const about = kind === 'parameter' ? 'A parameter.' : 'A variable of this template.';
    return { ...describePath(spot, name), signature, text: [about, describeSpot(spot)].join(' ').trim() };
  }
  const known = describedFunctions.jsonata.get(name);
  if (known !== undefined) return { signature: known.signature, text: known.documentation, values: [] };
  const about = CONTEXT_VARIABLES.get(name);
  if (about === undefined) return undefined;
  const spot = name === '' ? scope.item : name === '$' ? scope.payload.root : scope.payload.context.get(name);
  if (spot === undefined) return { signature: `$${name}`, text: about, values: [] };
  return {
    ...describePath(spot, `$${name}`),
    signature: `$${name}`,
    text: [about, describeSpot(spot)].join(' ').trim(),
  };
}

function isTuple(nodes: readonly SyntaxNode[]): boolean {
  const above = nodes.at(-2);
  return above?.kind === 'focus' || above?.kind === 'index';
}

/** Where a variable can be read that is given its value at the last of `nodes`. */
function scopeAfter(nodes: readonly SyntaxNode[], open: Scope): Scope {
  const definition = nodes.at(-2);
  const above = nodes.slice(0, -2);
  if (definition === undefined) return open;
  const scope = findScope([...above, definition], open);
  if (definition.kind === 'lambda') return findScope([...above, definition, definition.body], open);
  if (definition.kind === 'bind') return bindAll([definition], scope);
  return readStep(definition, scope, true).scope;
}
