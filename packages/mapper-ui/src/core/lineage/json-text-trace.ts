import type { Span } from '@postmap/engine';
import { locateJson } from './locate-json.ts';
import type { FedPlace, OutputTrace } from './output-trace.ts';
import { isWithin } from './place.ts';
import type { Place } from './place.ts';

/** The same of text that is JSON, with the places of its value in the place of ranges. */
export function byJsonPlaces(trace: OutputTrace, sent: string): OutputTrace {
  const located = locateJson(sent);
  const spans = new Map(located.map(({ pointer, span }) => [pointer, span]));
  const toPlace = (range: Span): Place => {
    const holder = located.findLast(({ span }) => isWithin(range, span));
    return { kind: 'value', pointer: holder?.pointer ?? '' };
  };
  const name = (places: readonly FedPlace[]): FedPlace[] => {
    const named = new Map<string, FedPlace>();
    for (const { place, ...fed } of places) {
      if (place.kind === 'value') continue;
      const inValue = toPlace(place);
      const key = inValue.kind === 'value' ? inValue.pointer : '';
      if (named.get(key)?.role !== 'value') named.set(key, { place: inValue, ...fed });
    }
    return [...named.values()];
  };
  return {
    lineageOf(place) {
      const span = place.kind === 'value' ? spans.get(place.pointer) : place;
      if (span === undefined) return { place, expression: undefined, inputs: [] };
      return { ...trace.lineageOf({ kind: 'text', start: span.start, end: span.end }), place };
    },
    fedBy(fieldId) {
      const { places, spans: read } = trace.fedBy(fieldId);
      return { places: name(places), spans: read };
    },
    madeBy: (span) => name(trace.madeBy(span)),
  };
}
