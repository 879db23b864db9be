import type { Token } from '../../languages/jsonata/tree/lexer.ts';
import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import type { SyntaxTree } from '../../languages/jsonata/tree/parser.ts';
import { walkTree, withoutKeepArray } from '../../languages/jsonata/tree/syntax-node.ts';
import type { SyntaxNode, VariableNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { describedFunctions } from '../describe-function.ts';
import type { SemanticToken, SemanticTokenModifier, SemanticTokenType } from '../editor-request.ts';
import { CONTEXT_VARIABLES } from './context-variables.ts';
import { resolveVariables } from './resolve-variables.ts';
import type { Binding } from './resolve-variables.ts';

const DELIMITERS = new Set(['(', ')', '[', ']', '{', '}', ',', ';', ':', '.']);
const WORDS = new Set(['and', 'or', 'in', '?', '?:', '??']);

/** What is known of a token from the tree, by where it begins. */
type Meanings = Map<number, { type: SemanticTokenType; modifiers?: SemanticTokenModifier[] }>;

export function readJsonataTokens(source: string): SemanticToken[] {
  const tree = parseTree(source);
  const meanings = readMeanings(tree.root);
  markColons(tree, meanings);
  return tree.tokens.flatMap((token): SemanticToken[] => {
    const { start, end } = token;
    const { type, modifiers = [] } = meanings.get(start) ?? { type: typeOfToken(token) };
    return type === undefined ? [] : [{ start, end, type, modifiers }];
  });
}

function typeOfToken({ kind, text }: Token): SemanticTokenType | undefined {
  switch (kind) {
    case 'comment':
    case 'string':
    case 'number':
    case 'variable':
      return kind;
    case 'regex':
      return 'regexp';
    case 'name':
      return 'path';
    case 'operator':
      if (WORDS.has(text)) return 'condition';
      return DELIMITERS.has(text) ? 'delimiter' : 'operator';
    default:
      return undefined;
  }
}

function readMeanings(root: SyntaxNode): Meanings {
  const meanings: Meanings = new Map();
  const bindings = resolveVariables(root);
  const called = new Set<SyntaxNode>();
  for (const node of walkTree(root)) {
    const { start } = node;
    if (node.kind === 'call') called.add(withoutKeepArray(node.callee));
    if (node.kind === 'constant') meanings.set(start, { type: 'constant' });
    else if (node.kind === 'lambda') meanings.set(start, { type: 'loop' });
    else if (node.kind === 'pair' && node.key.kind === 'string') meanings.set(node.key.start, { type: 'key' });
    else if (node.kind === 'parent' || node.kind === 'wildcard' || node.kind === 'descendant')
      meanings.set(start, { type: 'path' });
    else if (node.kind === 'variable')
      meanings.set(start, describeVariable(node, bindings.get(node), called.has(node)));
    else if (node.kind === 'path') {
      for (const step of node.steps) if (step.kind === 'string') meanings.set(step.start, { type: 'path' });
    }
  }
  return meanings;
}

/** The colon of a condition is no delimiter. */
function markColons(tree: SyntaxTree, meanings: Meanings): void {
  const colons = tree.tokens.filter(({ kind, text }) => kind === 'operator' && text === ':');
  for (const node of walkTree(tree.root)) {
    if (node.kind !== 'condition' || node.otherwise === undefined) continue;
    const { consequence, otherwise } = node;
    const colon = colons.find(({ start }) => consequence.end <= start && start < otherwise.start);
    if (colon !== undefined) meanings.set(colon.start, { type: 'condition' });
  }
}

function describeVariable(
  node: VariableNode,
  binding: Binding | undefined,
  isCalled: boolean,
): { type: SemanticTokenType; modifiers: SemanticTokenModifier[] } {
  if (binding !== undefined) {
    const modifiers: SemanticTokenModifier[] = binding.definitions.includes(node) ? ['definition'] : [];
    return { type: isCalled ? 'function' : binding.kind, modifiers };
  }
  if (describedFunctions.jsonata.has(node.name)) return { type: 'function', modifiers: ['builtIn'] };
  const isKnown = CONTEXT_VARIABLES.has(node.name);
  return { type: isCalled ? 'function' : 'variable', modifiers: [isKnown ? 'builtIn' : 'unknown'] };
}
