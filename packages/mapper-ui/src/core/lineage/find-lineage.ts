import type { FedPlace, OutputTrace, PlaceLineage, ReadSpan } from './output-trace.ts';
import { resolvePointer } from './pointer.ts';
import type { Wanted } from './wanted.ts';

/** What was found: the places of the output that it is about, and the expressions that lead there. */
export interface FoundLineage {
  readonly places: readonly FedPlace[];
  /** Of a field: what reads it; of the template: what was asked about. */
  readonly spans: readonly ReadSpan[];
  /** Of each place, in their order. */
  readonly lineageAt: (index: number) => PlaceLineage | undefined;
}

/** @param value what was sent, where that is a value */
export function findLineage(trace: OutputTrace, wanted: Wanted, value: unknown): FoundLineage {
  const { places, spans } = findPlaces(trace, wanted, value);
  return {
    places,
    spans,
    lineageAt(index) {
      const fed = places[index];
      return fed && trace.lineageOf(fed.place);
    },
  };
}

function findPlaces(trace: OutputTrace, wanted: Wanted, value: unknown): Pick<FoundLineage, 'places' | 'spans'> {
  if (wanted.from === 'field') return trace.fedBy(wanted.id);
  if (wanted.from === 'output') {
    const isGone = wanted.place.kind === 'value' && resolvePointer(value, wanted.place.pointer) === undefined;
    if (isGone) return { places: [], spans: [] };
    const { place } = trace.lineageOf(wanted.place);
    return { places: [{ place, role: 'value' }], spans: [] };
  }
  return {
    places: wanted.spans.flatMap((span) => trace.madeBy(span)),
    spans: wanted.spans.map((span) => ({ ...span, role: 'value' as const })),
  };
}
