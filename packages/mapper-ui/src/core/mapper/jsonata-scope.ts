import { endsOperand, scanJsonata } from './jsonata-tokens.ts';
import type { JsonataToken } from './jsonata-tokens.ts';

/** Keys from the payload's root, arrays passed through; undefined when it cannot be told. */
export type ScopePath = readonly string[] | undefined;

/** What may be typed at the caret. `start` is where the word being typed begins. */
export type JsonataCaret =
  /** A name after a dot: a field of `scope`. */
  | { kind: 'child'; scope: ScopePath; typed: string; start: number }
  /** Anything: a field of `scope`, a function, a variable. */
  | { kind: 'value'; scope: ScopePath; typed: string; start: number; variables: string[] }
  | { kind: 'nothing' };

interface Frame {
  readonly opener: string;
  /** What `$` and a bare name mean inside. */
  readonly scope: ScopePath;
  /** The value before the opener, which a predicate or sort keeps. */
  readonly before: Chain;
  /** For a call: the function's name and what its arguments are. */
  readonly callee?: string;
  readonly args: ScopePath[];
  /** For the parentheses of a lambda: its parameters so far. */
  readonly parameters?: string[];
  pendingVariable?: string;
}

/** The value that ends where the scanner stands; null between values. */
type Chain = { path: ScopePath } | null;

/** The built-in functions that call a lambda with an item of their first argument. */
const ITERATING = new Set(['$map', '$filter', '$single', '$sort', '$reduce', '$each', '$sift']);

/**
 * Where the caret at `offset` stands in JSONata `source`: a tolerant walk over the tokens before it that keeps, per open
 * bracket, the path a name is relative to: inside `a.b.{`, `a.b[`, `a^(`, in variables and in the lambdas of `$map` and
 * its like.
 */
export function locateJsonataCaret(source: string, offset: number): JsonataCaret {
  const scan = scanJsonata(source.slice(0, offset));
  if (scan.insideComment) return { kind: 'nothing' };
  const tokens = [...scan.tokens];
  const last = tokens.at(-1);
  let typed = '';
  if (last !== undefined && last.end === offset) {
    if (last.kind === 'number' || last.kind === 'regex') return { kind: 'nothing' };
    if (last.kind === 'string') return { kind: 'nothing' };
    if (last.kind === 'name' || last.kind === 'variable') {
      typed = last.text;
      tokens.pop();
    }
  } else if (last !== undefined && !last.closed) return { kind: 'nothing' };
  const start = last !== undefined && typed !== '' ? last.start : offset;
  const walk = walkTokens(tokens);
  const previous = tokens.at(-1);
  if (isOperator(previous, '.')) return { kind: 'child', scope: walk.chain?.path, typed, start };
  if (endsOperand(previous) || walk.inParameters) return { kind: 'nothing' };
  return { kind: 'value', scope: walk.scope, typed, start, variables: [...walk.variables.keys()] };
}

interface Walk {
  scope: ScopePath;
  chain: Chain;
  variables: Map<string, ScopePath>;
  inParameters: boolean;
}

function walkTokens(tokens: readonly JsonataToken[]): Walk {
  const variables = new Map<string, ScopePath>();
  const frames: Frame[] = [{ opener: '', scope: [], before: null, args: [] }];
  let chain: Chain = null;
  let lambda: string[] | undefined;
  for (const [index, token] of tokens.entries()) {
    const frame = frames.at(-1) ?? { opener: '', scope: [], before: null, args: [] };
    const previous = tokens[index - 1];
    const afterDot = isOperator(previous, '.');
    if (token.kind === 'name' || (token.kind === 'string' && afterDot)) {
      chain = { path: afterDot ? extend(pathOf(chain), token.text) : extend(frame.scope, token.text) };
    } else if (token.kind === 'variable') {
      if (frame.parameters !== undefined) frame.parameters.push(token.text);
      else if (isOperator(previous, '@')) variables.set(token.text, pathOf(chain));
      else if (isOperator(previous, '#')) variables.set(token.text, undefined);
      else
        chain = {
          path:
            token.text === '$$'
              ? []
              : token.text === '$'
                ? afterDot
                  ? pathOf(chain)
                  : frame.scope
                : variables.get(token.text),
        };
    } else if (token.kind !== 'operator') chain = { path: undefined };
    else if ('([{'.includes(token.text)) {
      const isLambda = previous?.kind === 'name' && (previous.text === 'function' || previous.text === 'λ');
      const callee = token.text === '(' && previous?.kind === 'variable' ? previous.text : undefined;
      const relative = afterDot || (chain !== null && token.text !== '(') || isOperator(previous, '^');
      if (token.text === '{' && lambda !== undefined) {
        bindParameters(lambda, frame, variables);
        lambda = undefined;
        frames.push({ opener: '{', scope: frame.scope, before: null, args: [] });
      } else {
        frames.push({
          opener: token.text,
          scope: relative && !isLambda ? pathOf(chain) : frame.scope,
          before: chain,
          args: [],
          ...(callee === undefined ? {} : { callee }),
          ...(isLambda ? { parameters: [] } : {}),
        });
      }
      chain = null;
    } else if (')]}'.includes(token.text)) {
      settleVariable(frame, chain, variables);
      if (frames.length > 1) frames.pop();
      lambda = frame.parameters ?? lambda;
      chain = closeFrame(frame, chain, tokens, index);
    } else if (token.text === ',') {
      frame.args.push(pathOf(chain));
      chain = null;
    } else if (token.text === ';') {
      settleVariable(frame, chain, variables);
      chain = null;
    } else if (token.text === ':=') {
      if (previous?.kind === 'variable') frame.pendingVariable = previous.text;
      chain = null;
    } else if (token.text === '%' && (afterDot || chain === null)) {
      const from: ScopePath = afterDot ? pathOf(chain) : frame.scope;
      chain = { path: from?.slice(0, -1) };
    } else if ((token.text === '*' || token.text === '**') && (afterDot || chain === null)) chain = { path: undefined };
    else if (!'.^@#'.includes(token.text)) chain = null;
  }
  const frame = frames.at(-1);
  return { scope: frame?.scope, chain, variables, inParameters: frame?.parameters !== undefined };
}

function closeFrame(frame: Frame, inner: Chain, tokens: readonly JsonataToken[], index: number): Chain {
  if (frame.callee !== undefined || frame.parameters !== undefined) return { path: undefined };
  if (frame.opener === '(') {
    const opener = findOpener(tokens, index);
    return isOperator(tokens[opener - 1], '^') ? frame.before : inner;
  }
  if (frame.opener === '[' && frame.before !== null) return frame.before;
  if (frame.opener === '[') return inner;
  return { path: undefined };
}

function findOpener(tokens: readonly JsonataToken[], close: number): number {
  let depth = 0;
  for (let index = close; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind !== 'operator') continue;
    if (')]}'.includes(token.text)) depth++;
    else if ('([{'.includes(token.text) && --depth === 0) return index;
  }
  return 0;
}

function bindParameters(parameters: readonly string[], caller: Frame, variables: Map<string, ScopePath>): void {
  for (const [index, name] of parameters.entries()) {
    const iterated = caller.callee !== undefined && ITERATING.has(caller.callee) && index === 0;
    variables.set(name, iterated ? caller.args[0] : undefined);
  }
}

function settleVariable(frame: Frame, chain: Chain, variables: Map<string, ScopePath>): void {
  if (frame.pendingVariable === undefined) return;
  variables.set(frame.pendingVariable, pathOf(chain));
  delete frame.pendingVariable;
}

function pathOf(chain: Chain): ScopePath {
  return chain === null ? undefined : chain.path;
}

function extend(path: ScopePath, key: string): ScopePath {
  return path === undefined ? undefined : [...path, key];
}

function isOperator(token: JsonataToken | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text;
}
