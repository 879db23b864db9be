import type { Span } from '../diagnostics/diagnostic.ts';
import { enter, joinReached, madeOf, NOTHING, readingsOf, withReadings } from './reading.ts';
import type { Callable, Reached, ReadingContext } from './reading.ts';

interface Caller {
  call(callable: Callable | undefined, given: readonly Reached[], context: ReadingContext, span: Span): Reached;
}

const WITHOUT_INPUT = new Set(['now', 'millis', 'random']);

/** What a function of the package or of Postmap makes of its arguments. */
export function readBuiltIn(
  caller: Caller,
  name: string,
  given: readonly Reached[],
  context: ReadingContext,
  span: Span,
): Reached {
  const [first = NOTHING, second = NOTHING, third = NOTHING] = given;
  const item = enter(first);
  switch (name) {
    case 'map': {
      const result = caller.call(second.callable, [item, NOTHING, first], context, span);
      return withReadings(result, readingsOf(first, 'iterate'));
    }
    case 'filter':
    case 'single':
      return withReadings(first, readingsOf(caller.call(second.callable, [item], context, span), 'filter'));
    case 'sort':
      return withReadings(first, readingsOf(caller.call(second.callable, [item, item], context, span), 'sort'));
    case 'reduce': {
      const start = joinReached(madeOf([third]), third);
      const result = caller.call(second.callable, [start, item, NOTHING, first], context, span);
      return withReadings(joinReached(start, result), readingsOf(first, 'iterate'));
    }
    case 'append':
    case 'reverse':
    case 'shuffle':
    case 'distinct':
    case 'zip':
    case 'merge':
      return given.reduce(joinReached, NOTHING);
    case 'default':
      return joinReached(first, second);
    case 'each':
    case 'sift': {
      const [object, fn] = given.length === 1 ? [context.item, first] : [first, second];
      const result = caller.call(fn.callable, [madeOf([object]), NOTHING, object], context, span);
      return name === 'sift'
        ? withReadings(object, readingsOf(result, 'filter'))
        : withReadings(result, readingsOf(object, 'iterate'));
    }
    default:
      if (WITHOUT_INPUT.has(name)) return NOTHING;
      return madeOf(given.length === 0 ? [context.item] : given);
  }
}
