import { allOf, anyPart, ANYTHING, CONSTANT, derivedFrom, joinFlows, withControls } from '../flow.ts';
import type { Flow } from '../flow.ts';
import type { FlowContext } from './flow-context.ts';

interface Caller {
  call(fn: Flow, given: readonly Flow[], context: FlowContext): Flow;
  derive(flows: readonly Flow[]): Flow;
}

/**
 * Functions that take the context for their first argument where it is left out (`-` in their signatures): how many arguments
 * they need, and how many they can have.
 */
const FROM_CONTEXT: ReadonlyMap<string, readonly [number, number]> = new Map<string, readonly [number, number]>([
  ['string', [1, 2]],
  ['length', [1, 1]],
  ['substring', [2, 3]],
  ['substringBefore', [2, 2]],
  ['substringAfter', [2, 2]],
  ['uppercase', [1, 1]],
  ['lowercase', [1, 1]],
  ['trim', [1, 1]],
  ['pad', [2, 3]],
  ['contains', [2, 2]],
  ['split', [2, 3]],
  ['match', [2, 3]],
  ['replace', [3, 4]],
  ['base64encode', [1, 1]],
  ['base64decode', [1, 1]],
  ['encodeUrlComponent', [1, 1]],
  ['encodeUrl', [1, 1]],
  ['decodeUrlComponent', [1, 1]],
  ['decodeUrl', [1, 1]],
  ['number', [1, 1]],
  ['abs', [1, 1]],
  ['floor', [1, 1]],
  ['ceil', [1, 1]],
  ['round', [1, 2]],
  ['power', [2, 2]],
  ['sqrt', [1, 1]],
  ['formatNumber', [2, 3]],
  ['formatBase', [1, 2]],
  ['formatInteger', [2, 2]],
  ['parseInteger', [2, 2]],
  ['boolean', [1, 1]],
  ['not', [1, 1]],
  ['keys', [1, 1]],
  ['lookup', [2, 2]],
  ['spread', [1, 1]],
  ['fromMillis', [1, 3]],
  ['toMillis', [1, 2]],
  ['clone', [1, 1]],
]);

const WITHOUT_INPUT = new Set(['now', 'millis', 'random']);

/** What a function of the package or of Postmap makes of its arguments. */
export function readBuiltIn(caller: Caller, name: string, given: readonly Flow[], context: FlowContext): Flow {
  const [first = CONSTANT, second = CONSTANT, third = CONSTANT] = given;
  switch (name) {
    case 'map':
      return withControls(caller.call(second, [first, CONSTANT, first], context), allOf(first));
    case 'filter':
    case 'single':
      return given.length < 2
        ? first
        : withControls(first, allOf(caller.call(second, [first, CONSTANT, first], context)));
    case 'sort':
      return given.length < 2 ? first : withControls(first, allOf(caller.call(second, [first, first], context)));
    case 'reduce': {
      const start = joinFlows(caller.derive([first, third]), joinFlows(first, third));
      const result = caller.call(second, [start, first, CONSTANT, first], context);
      return withControls(joinFlows(start, result), allOf(first));
    }
    case 'append':
    case 'reverse':
    case 'shuffle':
    case 'distinct':
    case 'zip':
    case 'merge':
      return given.reduce(joinFlows, CONSTANT);
    case 'default':
      return withControls(joinFlows(first, second), allOf(first));
    case 'each':
    case 'sift':
      return readEach(caller, name, given, context);
    case 'eval':
      return ANYTHING;
    case 'error':
    case 'assert':
      // Nothing comes of them but a failure.
      return CONSTANT;
    default:
      if (WITHOUT_INPUT.has(name)) return CONSTANT;
      return caller.derive(takesContext(name, given) ? [...given, context.item] : [...given]);
  }
}

/**
 * With too few arguments the first is the context. With enough of them it still is where they only fit the parameters after
 * the first, as in `$substring(1, 2)`: that is foreseen where the first is written in the template.
 */
function takesContext(name: string, given: readonly Flow[]): boolean {
  const [required, most] = FROM_CONTEXT.get(name) ?? [0, 0];
  return given.length < required || (given[0] === CONSTANT && given.length < most);
}

function readEach(caller: Caller, name: string, given: readonly Flow[], context: FlowContext): Flow {
  const [object, fn] =
    given.length === 1 ? [context.item, given[0] ?? CONSTANT] : [given[0] ?? CONSTANT, given[1] ?? CONSTANT];
  const part = anyPart(object);
  const key = derivedFrom(allOf(object));
  const result = caller.call(fn, [part, key, object], context);
  return name === 'sift' ? withControls(object, allOf(result)) : withControls(result, allOf(object));
}
