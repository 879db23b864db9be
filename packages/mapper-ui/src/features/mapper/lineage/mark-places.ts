import type { FedPlace } from '../../../core/lineage/output-trace.ts';
import type { ShownOutput } from '../../../core/lineage/shown-output.ts';
import type { TextMark } from '../../../monaco/text-marks.ts';

/** Marks of the places, in the text that shows them. */
export function markPlaces(
  shown: ShownOutput | undefined,
  places: readonly FedPlace[] | undefined,
  index: number,
): TextMark[] {
  return (places ?? []).flatMap(({ place, role }, at): TextMark[] => {
    const span = shown?.find(place);
    return span === undefined ? [] : [{ start: span.start, end: span.end, look: at === index ? 'current' : role }];
  });
}
