import type { ValueType } from '../shapes/shape.ts';
import type { Reached } from './reading.ts';
import type { Row } from './row.ts';
import { isMany } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';

/**
 * The type of what a row gives, as far as it can be told; `reached` is what a path leads to. Undefined where several types are possible, `null`
 * aside, or nothing is known.
 */
export function findGiven(row: Row, reached: Reached, keepArray: boolean): ValueType | undefined {
  if (row.kind === 'loop') return givenByLoop(row, keepArray);
  if (keepArray || row.kind === 'list') return 'array';
  switch (row.kind) {
    case 'object':
      return 'object';
    case 'concat':
      return 'string';
    case 'literal':
      return typeOf(row.value);
    case 'path':
      return givenByPlaces(reached);
    default:
      return undefined;
  }
}

function givenByLoop({ loop }: Extract<Row, { kind: 'loop' }>, keepArray: boolean): ValueType | undefined {
  if (loop.form === 'group') return keepArray ? 'array' : 'object';
  if (keepArray || loop.keepArray) return 'array';
  return loop.iterates === 'array' && loop.filters.length === 0 ? 'array' : undefined;
}

function givenByPlaces({ places }: Reached): ValueType | undefined {
  const [first, ...others] = places.map(({ place }) => givenByPlace(place));
  return others.every((other) => other === first) ? first : undefined;
}

/** Of what a filter leaves it is not known whether it is one: jsonata gives that without a list. */
function givenByPlace(place: SourcePlace): ValueType | undefined {
  if (isMany(place)) return place.isWhole ? 'array' : undefined;
  const types = [...(place.shape?.types.keys() ?? [])].filter((type) => type !== 'null');
  return types.length === 1 ? types[0] : undefined;
}

function typeOf(value: unknown): ValueType {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'null';
}
