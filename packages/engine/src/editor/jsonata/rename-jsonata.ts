import type { Span } from '../../diagnostics/diagnostic.ts';
import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import { walkTree } from '../../languages/jsonata/tree/syntax-node.ts';
import type { SyntaxNode, VariableNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { applyEdits } from '../../diagnostics/text-edit.ts';
import { describedFunctions } from '../describe-function.ts';
import type { Edit, RenameResult, SymbolOccurrences } from '../editor-request.ts';
import { CONTEXT_VARIABLES } from './context-variables.ts';
import { findWord } from './find-word.ts';
import { resolveVariables } from './resolve-variables.ts';
import type { Binding } from './resolve-variables.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The variable or parameter at the caret; undefined where there is none that the template gives a value. */
export function findJsonataOccurrences(source: string, offset: number): SymbolOccurrences | undefined {
  const tree = parseTree(source);
  const word = findWord(tree, offset);
  if (word?.kind !== 'variable') return undefined;
  for (const [node, binding] of resolveVariables(tree.root)) {
    if (node.start === word.start) return describeBinding(binding);
  }
  return undefined;
}

function spanOf({ start, end }: VariableNode): Span {
  return { start, end };
}

function describeBinding({ name, definitions, occurrences }: Binding): SymbolOccurrences {
  return {
    name: `$${name}`,
    definitions: definitions.map((node) => spanOf(node)),
    occurrences: occurrences.map((node) => spanOf(node)),
  };
}

export function renameJsonata(source: string, offset: number, newName: string): RenameResult {
  const tree = parseTree(source);
  if (tree.faults.length > 0) return { refusal: 'the template has a syntax error: mend it first' };
  const word = findWord(tree, offset);
  if (word?.kind !== 'variable') return { refusal: 'only variables and parameters can be renamed' };
  const found = findJsonataOccurrences(source, offset);
  if (found === undefined) return { refusal: refuseForeign(word.text.slice(1)) };
  const name = newName.replace(/^\$/, '');
  const refusal = refuseName(name) ?? refuseEval(tree.root);
  if (refusal !== undefined) return { refusal };
  const edits = found.occurrences.map((span): Edit => ({ ...span, text: `$${name}` }));
  const renamed = parseTree(applyEdits(source, edits));
  if (describeMeaning(tree.root).join() === describeMeaning(renamed.root).join()) return { edits };
  return { refusal: `there is a $${name} already, and one of both would be mistaken for the other` };
}

function refuseForeign(name: string): string {
  if (describedFunctions.jsonata.has(name)) return `$${name} is a function that every template has`;
  if (CONTEXT_VARIABLES.has(name)) return `$${name} is given by Postmap`;
  return `nothing in the template defines $${name}`;
}

function refuseName(name: string): string | undefined {
  if (!NAME.test(name)) return `$${name} is no name: use letters, digits and _, and begin with a letter`;
  if (describedFunctions.jsonata.has(name)) return `$${name} would hide the function of that name`;
  return CONTEXT_VARIABLES.has(name) ? `$${name} would hide what Postmap gives by that name` : undefined;
}

function refuseEval(root: SyntaxNode): string | undefined {
  const evaluates = [...walkTree(root)].some((node) => node.kind === 'variable' && node.name === 'eval');
  return evaluates ? 'the template evaluates text, where the name may be used too' : undefined;
}

/** For each variable in source order which one is the first to mean the same, or its name where nothing defines it. */
function describeMeaning(root: SyntaxNode): (number | string)[] {
  const bindings = resolveVariables(root);
  const variables = [...walkTree(root)].filter((node) => node.kind === 'variable');
  const positions = new Map(variables.map((node, index) => [node, index]));
  return variables.map((node) => {
    const [first] = bindings.get(node)?.occurrences ?? [];
    return first === undefined ? node.name : (positions.get(first) ?? -1);
  });
}
