import { listPartials } from '@postmap/engine';
import type { Callable, Partials } from '@postmap/engine';

const NOT_CALLED: Callable = { unavailable: 'nothing calls it' };

/**
 * The templates of these names and those that they call in turn, each once, as the engine takes them. Where a name is not known, all that are
 * known are there too, for the engine to suggest one.
 */
export async function collectPartials(
  names: readonly string[],
  known: { find: (name: string) => Promise<Callable | undefined>; names: Iterable<string> },
): Promise<Partials> {
  const found = new Map<string, Callable | undefined>();
  const pending = [...names];
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (found.has(name)) continue;
    const callable = await known.find(name);
    found.set(name, callable);
    if (callable !== undefined && 'source' in callable) pending.push(...listPartials(callable.source));
  }
  const called = [...found].flatMap(([name, callable]) => (callable === undefined ? [] : [[name, callable] as const]));
  const others = called.length === found.size ? [] : [...known.names].map((name) => [name, NOT_CALLED] as const);
  return Object.fromEntries([...others, ...called]);
}
