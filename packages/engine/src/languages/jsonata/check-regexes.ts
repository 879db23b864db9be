import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { LinearRegex, UnsupportedRegexError } from '../../runtime/linear-regex.ts';
import { isRecord } from '../is-record.ts';
import { locateError } from './locate-error.ts';
import { tokenize } from './tokens.ts';

/** Regular expressions of a parsed template that cannot be matched in linear time. */
export function checkRegexes(tree: unknown, source: string): Diagnostic[] {
  return findRegexes(tree).flatMap(({ regex, position }) => {
    try {
      new LinearRegex(regex).exec('');
      return [];
    } catch (error) {
      if (!(error instanceof UnsupportedRegexError)) throw error;
      return [diagnose('unsupported-regex', error.message, locateError(source, 'regex', position))];
    }
  });
}

/** The regular expression that made the parser throw `error`, JavaScript's own, which has no place. */
export function explainMalformedRegex(error: SyntaxError, source: string): Diagnostic {
  const token = tokenize(source).tokens.find(({ kind, text }) => kind === 'regex' && isMalformed(text));
  const reason = error.message.replace(/^Invalid regular expression: (?:\/.*\/\w*: )?/s, '');
  const message = `this regular expression is malformed: ${reason}`;
  return diagnose('invalid-regex', message, token && { start: token.start, end: token.end });
}

function isMalformed(literal: string): boolean {
  try {
    RegExp(literal.slice(1, literal.lastIndexOf('/')));
    return false;
  } catch {
    return true;
  }
}

/** The parser repeats some nodes in several places of its tree; each regular expression is listed once. */
function findRegexes(tree: unknown): { regex: RegExp; position: number }[] {
  const found = new Map<number, RegExp>();
  const seen = new Set<unknown>();
  const pending = [tree];
  while (pending.length > 0) {
    const node = pending.pop();
    if (!isRecord(node) || seen.has(node)) continue;
    seen.add(node);
    if (node.type === 'regex' && node.value instanceof RegExp && typeof node.position === 'number') {
      found.set(node.position, node.value);
    }
    pending.push(...Object.values(node));
  }
  return [...found].map(([position, regex]) => ({ regex, position })).toSorted((a, b) => a.position - b.position);
}
