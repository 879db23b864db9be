import type { Span } from '../../../diagnostics/diagnostic.ts';

/** One place that was read; one object for each, so that sets of them are small. */
export interface Read {
  readonly root: string;
  readonly pointer: string;
  /** The expression that read it; undefined until one has. */
  readonly span: Span | undefined;
}

export type Reads = ReadonlySet<Read>;
export type Primitive = string | number | boolean | null;

export const NO_READS: Reads = new Set<Read>();

/** Where a value comes from, and what decided that it is there. */
export interface Provenance {
  values: Reads;
  controls: Reads;
}

/**
 * A primitive that knows where it comes from. To the jsonata package it is an object without fields, so that it goes
 * unharmed wherever values go and not looked at: into arrays and objects, variables, frames, the callbacks of `$map`.
 * Whatever looks at values is given the primitive instead (`instrument`, `wrapBuiltIns`).
 */
export class Tracked {
  readonly #value: Primitive;
  readonly #provenance: Provenance;

  constructor(value: Primitive, provenance: Provenance) {
    this.#value = value;
    this.#provenance = provenance;
  }

  get value(): Primitive {
    return this.#value;
  }

  get provenance(): Provenance {
    return this.#provenance;
  }
}

export function joinReads(first: Reads, second: Reads): Reads {
  if (first.size === 0 || first === second) return second;
  return second.size === 0 ? first : new Set([...first, ...second]);
}

export function isPrimitive(value: unknown): value is Primitive {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
