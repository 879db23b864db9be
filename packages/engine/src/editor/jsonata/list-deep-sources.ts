import { joinSteps, writeName } from '../../languages/jsonata/write-name.ts';
import type { DeepSource } from '../complete-deep-fields.ts';
import type { Spot } from '../spot.ts';
import type { Caret } from './read-caret.ts';
import { listVariables } from './scope.ts';
import type { Scope } from './scope.ts';

/** How many loops out `%` is written. */
const MOST_PARENTS = 3;

/**
 * Where the fields are that an expression at the caret can read, in the order of what one would write: below `$`, in a variable of the template,
 * in what an enclosing loop is at by `%`, and from the root by `$$`. After a dot only what is before it counts.
 */
export function listDeepSources(caret: Caret, scope: Scope): DeepSource[] {
  const { item, payload } = scope;
  const own = createSource(caret, item, undefined, 2);
  if (caret.kind === 'step') return [own];
  const isRoot = item === payload.root || item.keys?.length === 0;
  const root = isRoot ? [] : [createSource(caret, payload.root, '$$', 1)];
  const variables = listVariables(scope).map(({ name, read }) => createSource(caret, read(), `$${name}`, 1));
  return [own, ...variables, ...listParents(caret, scope), ...root];
}

/** The root is written as `$$`, and what a step came through without a loop is in the root, too. */
function listParents(caret: Caret, { outer, payload, item }: Scope): DeepSource[] {
  const found: DeepSource[] = [];
  let first = '%';
  let inner = item;
  for (let at = outer; at !== undefined && found.length < MOST_PARENTS; at = at.outer) {
    const isLoop = at.item !== payload.root && isOneOfMany(at.item);
    if (isLoop && at.item !== inner) found.push(createSource(caret, at.item, first, 1));
    first += '.%';
    inner = at.item;
  }
  return found;
}

function isOneOfMany({ place }: Spot): boolean {
  return place?.path.includes('[]') === true;
}

function createSource({ kind, typed }: Caret, spot: Spot, first: string | undefined, fewest: number): DeepSource {
  const isStep = kind === 'step';
  const isQuoted = typed.startsWith('`');
  return {
    spot,
    fewest,
    write(names) {
      const steps = (some: readonly string[]): string =>
        isStep ? some.map(writeName).join('.') : joinSteps(first, some);
      const path = steps(names);
      const last = names.at(-1) ?? '';
      const insertText = kind === 'key' && !isQuoted ? `${JSON.stringify(last)}: ${path}` : path;
      const holder = names.length > 1 ? steps(names.slice(0, -1)) : (first ?? '');
      return { insertText, holder, ...(isQuoted ? { filterText: `\`${last}` } : {}) };
    },
  };
}
