import { findNearestName } from '../diagnostics/find-nearest-name.ts';
import { describeShape } from './describe-shape.ts';
import type { PayloadPlace } from './payload-place.ts';

/** What to say of a field that `place` does not have, and the field that was probably meant. */
export function describeMissing(
  place: PayloadPlace,
  name: string,
  missing: 'field' | 'object',
): { message: string; nearest: string | undefined } {
  const holder = nameHolder(place);
  if (missing === 'object') {
    return { message: `${holder} is ${describeShape(place.shape)}, and has no field \`${name}\``, nearest: undefined };
  }
  const nearest = findNearestName(name, place.shape.fields.keys());
  if (nearest !== undefined) return { message: describeMeant(place, name, nearest), nearest };
  const { seen } = place.shape;
  const unit = place.unit === 'items' ? 'item' : 'sample';
  const of = seen === 0 ? ' in the schema' : ` in ${seen === 1 ? `the only ${unit}` : `any of ${seen} ${unit}s`}`;
  return { message: `${holder} has no field \`${name}\`${of}`, nearest };
}

/** That `place` has no field `name`, and what was probably meant. */
export function describeMeant(place: PayloadPlace, name: string, meant: string): string {
  return `${nameHolder(place)} has no field \`${name}\`; did you mean \`${meant}\`?`;
}

function nameHolder({ path }: PayloadPlace): string {
  return path === '' ? 'the payload' : `\`${path}\``;
}

/** `absent in 13 of 50 samples`; undefined for what is always there. */
export function describeAbsence(absent: { count: number; of: number; unit: 'samples' | 'items' } | 'declared'): string {
  if (absent === 'declared') return 'not required by the schema';
  return `absent in ${absent.count} of ${absent.of} ${absent.unit}`;
}
