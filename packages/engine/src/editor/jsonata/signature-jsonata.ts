import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import { withoutKeepArray } from '../../languages/jsonata/tree/syntax-node.ts';
import type { CallNode, SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { typesOf } from '../../shapes/shape.ts';
import type { ValueType } from '../../shapes/shape.ts';
import { describedFunctions, writeParameter } from '../describe-function.ts';
import type { DescribedFunction } from '../describe-function.ts';
import type { EditorRequest, SignatureHelp } from '../editor-request.ts';
import { findLastWord } from './find-last-word.ts';
import { findScope } from './find-scope.ts';
import { openTemplate } from './open-template.ts';
import { readSpot } from './read-spot.ts';
import { findVariable } from './scope.ts';
import type { Scope } from './scope.ts';

/** Stands for the argument that is not typed yet. */
const MARK = '\uE000';

/** As the parameters of functions call the types. */
const WORDS: Readonly<Record<ValueType, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'object',
  array: 'array',
};

/** The call that the caret is among the arguments of. */
export function findJsonataSignature(request: EditorRequest): SignatureHelp | undefined {
  const text = request.template.source.slice(0, request.offset) + MARK;
  const nodes = findLastWord(text, parseTree(text));
  const index = findCall(nodes);
  const call = nodes[index];
  if (call?.kind !== 'call') return undefined;
  const callee = withoutKeepArray(call.callee);
  if (callee.kind !== 'variable') return undefined;
  const scope = findScope(nodes.slice(0, index + 1), openTemplate(request));
  const typed = call.arguments.filter(({ kind }) => kind !== 'skipped');
  const active = Math.max(0, typed.length - 1);
  const value = findVariable(scope, callee.name)?.value;
  const isChained = nodes[index - 1]?.kind === 'chain';
  if (value?.kind === 'lambda') return describeLambda(callee.name, value.parameters, { active, isChained });
  if (findVariable(scope, callee.name) !== undefined) return undefined;
  const described = describedFunctions.jsonata.get(callee.name);
  if (described === undefined) return undefined;
  const isFirstGiven = isChained || takesContext(described, call, scope, nodes[index - 1]);
  return {
    signature: described.signature,
    text: described.text,
    parameters: described.parameters.map((parameter) => ({
      name: parameter.name,
      text: writeParameter(parameter),
      isOptional: parameter.isOptional,
    })),
    activeParameter: Math.min(active + (isFirstGiven ? 1 : 0), described.parameters.length),
    isFirstGiven,
  };
}

/** The innermost call; within the body of a function, none around it is meant. */
function findCall(nodes: readonly SyntaxNode[]): number {
  for (let index = nodes.length - 2; index >= 0; index--) {
    const node = nodes[index];
    if (node?.kind === 'lambda') return -1;
    if (node?.kind === 'call' && nodes[index + 1] !== node.callee) return index;
  }
  return -1;
}

function describeLambda(
  name: string,
  nodes: readonly SyntaxNode[],
  { active, isChained }: { active: number; isChained: boolean },
): SignatureHelp {
  const names = nodes
    .map((node) => withoutKeepArray(node))
    .flatMap((node) => (node.kind === 'variable' ? [`$${node.name}`] : []));
  return {
    signature: `$${name}(${names.join(', ')})`,
    text: 'A function of this template.',
    parameters: names.map((parameter) => ({ name: parameter, text: '', isOptional: false })),
    activeParameter: Math.min(active + (isChained ? 1 : 0), names.length),
    isFirstGiven: isChained,
  };
}

/** As in the package's signatures: where the first argument is of another type than the parameter, the context takes its place. */
function takesContext(
  { parameters }: DescribedFunction,
  call: CallNode,
  scope: Scope,
  above: SyntaxNode | undefined,
): boolean {
  const [parameter] = parameters;
  if (parameter?.isFromContext !== true) return false;
  const isStep = above?.kind === 'path' && above.steps[0] !== call;
  const [first] = call.arguments;
  const isTyped = first !== undefined && !(first.kind === 'name' && first.name === MARK);
  if (!isTyped || parameter.type === 'anything')
    return isStep && !(isTyped && call.arguments.length >= parameters.length);
  const { place } = readSpot(first, scope);
  const types = place === undefined ? [] : typesOf(place.shape).map((type) => WORDS[type]);
  return types.length === 0
    ? isStep && call.arguments.length < parameters.length
    : !types.some((type) => parameter.type.includes(type));
}
