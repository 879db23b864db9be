import { RE2JS } from 're2js';

/** A match as `RegExp.prototype.exec` gives it: groups that took no part are undefined. */
export type LinearMatch = (string | undefined)[] & { index: number };

const CACHE_LIMIT = 200;
const compiled = new Map<string, RE2JS>();

/**
 * A global regular expression that matches in time linear in the text (RE2), with the part of RegExp's interface that the
 * jsonata package uses. Throws UnsupportedRegexError for lookaround, backreferences and repeats above 1,000.
 */
export class LinearRegex {
  lastIndex = 0;
  readonly #pattern: RE2JS;

  constructor(regex: RegExp) {
    this.#pattern = compilePattern(regex);
  }

  exec(text: string): LinearMatch | null {
    const matcher = this.#pattern.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
    this.lastIndex = matcher.end();
    return Object.assign(groups, { index: matcher.start() });
  }
}

export class UnsupportedRegexError extends Error {
  override readonly name = 'UnsupportedRegexError';
}

function compilePattern(regex: RegExp): RE2JS {
  const key = String(regex);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const construct = nameUnsupported(regex.source);
  if (construct !== undefined) throw new UnsupportedRegexError(`${construct} cannot be matched in linear time`);
  const flags = (regex.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (regex.multiline ? RE2JS.MULTILINE : 0);
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(RE2JS.translateRegExp(regex.source), flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    throw new UnsupportedRegexError(`the regular expression cannot be used: ${reason}`, { cause: error });
  }
  if (compiled.size >= CACHE_LIMIT) compiled.clear();
  compiled.set(key, pattern);
  return pattern;
}

/** Names the constructs people try most, in better words than the parser has; escapes and classes are skipped. */
function nameUnsupported(source: string): string | undefined {
  for (const [token] of source.matchAll(/\\k<|\\[1-9]|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!]/gs)) {
    if (/^\\(?:k<|[1-9])/.test(token)) return 'a backreference';
    if (token.startsWith('(?<')) return 'lookbehind';
    if (token.startsWith('(?')) return 'lookahead';
  }
  return undefined;
}
