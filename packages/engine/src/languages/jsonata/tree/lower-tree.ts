import { Ancestry } from './ancestry.ts';
import { lowerNode } from './lower-node.ts';
import type { LoweredNode } from './lowered-node.ts';
import { LoweringError } from './lowering-error.ts';
import type { SyntaxTree } from './parser.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/**
 * The tree of a source without faults as jsonata's `.ast()` gives it, but for functions that it holds (`signature.validate`);
 * or what jsonata finds only after it has parsed. Never throws.
 */
export function lowerTree({ root, faults, source, tokens }: SyntaxTree): { ast?: LoweredNode; fault?: SyntaxFault } {
  const [first] = faults;
  if (first !== undefined) return { fault: first };
  try {
    const ast = lowerNode(root, { ancestry: new Ancestry(), isClone: false, left: MAX_NODES });
    if (ast.type !== 'parent' && ast.seekingParent === undefined) return { ast };
    throw new LoweringError('S0217', 'there is no parent that % could stand for', ast.position);
  } catch (error) {
    if (!(error instanceof LoweringError)) throw error;
    const { position, code, message } = error;
    const token = tokens.find(({ end }) => end === position);
    const parent = tokens.find(({ kind, text }) => kind === 'operator' && text === '%');
    const { start, end } = token ?? (code === 'S0217' ? parent : undefined) ?? { start: 0, end: source.length };
    return { fault: { code, message, start, end } };
  }
}

/** `?:` and `??` repeat what is on their left, so a small tree can stand for an endless one. */
const MAX_NODES = 1_000_000;
