import type { z } from 'zod';
import type { ProblemIssues } from './problem-error.ts';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  tuple: 'a list',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'a UTC time such as 2026-01-31T12:00:00.000Z',
};

/** Words for an issue whose schema has none of its own, as one sentence without a full stop. For zod's `error` parameter. */
export function wordIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? `a value of type ${issue.expected}`;
      return issue.input === undefined
        ? `This is required: give ${kind}`
        : `Give ${kind}, not ${nameKind(issue.input)}`;
    }
    case 'invalid_value':
      return `Use ${joinChoices(issue.values.map((value) => JSON.stringify(String(value))))}`;
    case 'unrecognized_keys':
      return `There is no field ${joinChoices(issue.keys.map((key) => JSON.stringify(key)))} here: remove it or check its spelling`;
    case 'too_small':
      return wordBound(issue.origin, 'at least', Number(issue.minimum));
    case 'too_big':
      return wordBound(issue.origin, 'at most', Number(issue.maximum));
    case 'invalid_format':
      return `Write ${FORMATS[issue.format] ?? `it as ${issue.format}`}`;
    case 'invalid_union':
      return issue.discriminator === undefined ? undefined : `Use one of the known values of "${issue.discriminator}"`;
    default:
      return undefined;
  }
}

/** A validation error's issues by JSON path such as `routes[0].events`, each message a sentence. */
export function describeIssues(issues: readonly Issue[]): ProblemIssues {
  return issues.flatMap((issue) => describeIssue(issue, []));
}

/** A path as JavaScript would write it. */
export function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

function describeIssue(issue: Issue, outer: readonly PropertyKey[]): ProblemIssues {
  const path = [...outer, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: writePath([...path, key]),
      message: `There is no field ${JSON.stringify(key)} here: remove it or check its spelling.`,
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return describeUnion(issue.errors, path);
  return [{ path: writePath(path), message: endSentence(issue.message) }];
}

/** The branch that got furthest into the input is the one that was meant; when none did, all are offered. */
function describeUnion(branches: readonly (readonly Issue[])[], path: readonly PropertyKey[]): ProblemIssues {
  const meant = branches.find((branch) => branch.some((issue) => issue.path.length > 0 || !isMismatch(issue)));
  if (meant !== undefined) return meant.flatMap((issue) => describeIssue(issue, path));
  const messages = branches.flatMap((branch) => branch.map((issue) => issue.message));
  return [{ path: writePath(path), message: endSentence([...new Set(messages)].join(', or: ')) }];
}

function isMismatch({ code }: Issue): boolean {
  return code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union';
}

function wordBound(origin: string, bound: string, limit: number): string | undefined {
  if (origin === 'string') return `Use ${bound} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `Give ${bound} ${limit} ${limit === 1 ? 'item' : 'items'}`;
  return `Use a number that is ${bound} ${limit}`;
}

function nameKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? typeof value;
}

function joinChoices(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
