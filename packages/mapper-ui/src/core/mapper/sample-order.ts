/** The part of a sample that ordering looks at. */
interface Orderable {
  readonly name: string;
  readonly eventType: string;
  readonly builtIn: boolean;
}

/**
 * Samples of the event type, then all others; in each part the built-in ones first, then by event type and name. `ownSample` is the name of
 * the built-in sample that the catalog has for the type: types that are derived from another share its sample.
 */
export function orderSamples<T extends Orderable>(
  samples: readonly T[],
  eventType: string | null,
  ownSample: string | null = null,
): { fitting: T[]; others: T[] } {
  const sorted = samples.toSorted(
    (a, b) =>
      Number(b.builtIn) - Number(a.builtIn) || a.eventType.localeCompare(b.eventType) || a.name.localeCompare(b.name),
  );
  const fits = (sample: T): boolean => sample.eventType === eventType || (sample.builtIn && sample.name === ownSample);
  return { fitting: sorted.filter(fits), others: sorted.filter((sample) => !fits(sample)) };
}

/** The neighbour `step` places away, around the ends; undefined when there is none. */
export function stepThrough<T extends { id: string }>(
  items: readonly T[],
  currentId: string | undefined,
  step: 1 | -1,
): T | undefined {
  if (items.length === 0) return undefined;
  const index = items.findIndex(({ id }) => id === currentId);
  if (index === -1) return step === 1 ? items[0] : items.at(-1);
  return items[(index + step + items.length) % items.length];
}
