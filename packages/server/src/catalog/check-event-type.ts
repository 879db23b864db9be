import type { CatalogEntry, EventTypeInput } from '../contract/index.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { ProblemIssues } from '../http/problem-error.ts';
import { findExpressionIssues } from '../templates/find-compile-issues.ts';
import { foldName } from './catalog.ts';
import type { Catalog } from './catalog.ts';

type Known = Pick<Catalog, 'types' | 'kinds' | 'resolve'>;

/**
 * Checks what a schema cannot: that no name is taken, and that kind, sources and condition can work. The answer has its sources under the
 * catalog's own names.
 *
 * @param own the name that the type has now; null for a new one
 * @throws {ProblemError} `name-taken`, or `invalid-request` naming each place
 */
export function checkEventType(known: Known, input: EventTypeInput, own: string | null): EventTypeInput {
  checkNames(known, input, own);
  const { from, issues } = checkFrom(known, input, own);
  const errors = [
    ...(known.kinds().some(({ name }) => name === input.kind)
      ? []
      : [
          { path: 'kind', message: `There is no payload kind ${JSON.stringify(input.kind)}: use ${listKinds(known)}.` },
        ]),
    ...issues,
    ...(input.when === null ? [] : findExpressionIssues('when', input.when)),
    ...checkFollowers(known, input, own),
  ];
  const [first] = errors;
  if (first === undefined) return { ...input, from };
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new ProblemError('invalid-request', `${first.path}: ${first.message}${more}`, errors);
}

function checkNames({ resolve }: Known, { name, aliases }: EventTypeInput, own: string | null): void {
  const seen = new Set<string>();
  const errors = [name, ...aliases].flatMap((candidate, index) => {
    const path = index === 0 ? 'name' : `aliases[${index - 1}]`;
    const holder = resolve(candidate);
    const folded = foldName(candidate);
    const repeated = seen.has(folded);
    seen.add(folded);
    if (repeated) return [{ path, message: `${JSON.stringify(candidate)} is given twice.` }];
    if (holder === undefined || holder.name === own) return [];
    return [
      { path, message: `${JSON.stringify(candidate)} is a name of the event type ${JSON.stringify(holder.name)}.` },
    ];
  });
  const [first] = errors;
  if (first !== undefined)
    throw new ProblemError('name-taken', `${first.path}: ${first.message} Choose another name.`, errors);
}

function checkFrom(
  { resolve }: Known,
  { from, when, kind }: EventTypeInput,
  own: string | null,
): { from: string[]; issues: ProblemIssues } {
  const issues: ProblemIssues = [];
  if (from.length > 0 && when === null)
    issues.push({ path: 'when', message: 'Give the condition under which those events are of this type too.' });
  if (from.length === 0 && when !== null)
    issues.push({ path: 'from', message: 'Name the event types that the condition looks at.' });
  const names = from.map((name, index) => {
    const base = resolve(name);
    const path = `from[${index}]`;
    if (base === undefined) issues.push({ path, message: `The catalog has no event type ${JSON.stringify(name)}.` });
    else if (base.name === own) issues.push({ path, message: 'A type cannot be derived from itself.' });
    else if (base.kind !== kind)
      issues.push({
        path,
        message: `Its payload kind is ${base.kind}, not ${kind}: only types of one kind go together.`,
      });
    return base?.name ?? name;
  });
  return { from: [...new Set(names)], issues };
}

/** A type that others are derived from keeps their payload kind. */
function checkFollowers({ types }: Known, { kind }: EventTypeInput, own: string | null): ProblemIssues {
  const follows = (type: CatalogEntry): boolean => own !== null && type.from.includes(own) && type.kind !== kind;
  return types()
    .filter(follows)
    .map(({ name }) => ({ path: 'kind', message: `${name} is derived from this type and has another payload kind.` }));
}

function listKinds({ kinds }: Known): string {
  return kinds()
    .map(({ name }) => JSON.stringify(name))
    .join(', ');
}
