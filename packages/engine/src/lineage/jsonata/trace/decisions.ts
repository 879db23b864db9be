import type { Span } from '../../../diagnostics/diagnostic.ts';
import { isTupleStream } from './tracer.ts';
import type { Tracer } from './tracer.ts';
import { isPrimitive, joinReads, NO_READS, Tracked } from './tracked.ts';
import type { Read, Reads } from './tracked.ts';

/** What the predicates, sort terms and keys of one expression read, item by item, while it runs once. */
export class Decisions {
  /** By key that was computed: what it was computed from, and the expression of its value. */
  readonly keys = new Map<string, { reads: Reads; made: Span }>();
  private readonly byItem = new Map<unknown, Reads>();
  private readonly byPlace = new Map<string, Reads>();
  private readonly all = new Set<Read>();
  private readonly tracer: Tracer;

  constructor(tracer: Tracer) {
    this.tracer = tracer;
  }

  add(item: unknown, reads: Reads): void {
    if (reads.size === 0) return;
    for (const read of reads) this.all.add(read);
    const [first] = item instanceof Tracked ? item.provenance.values : [];
    const place = first ?? this.tracer.originOf(item);
    if (place !== undefined) {
      const key = `${place.root}${place.pointer}`;
      this.byPlace.set(key, joinReads(this.byPlace.get(key) ?? NO_READS, reads));
    } else if (!isPrimitive(item)) {
      this.byItem.set(item, joinReads(this.byItem.get(item) ?? NO_READS, reads));
    }
  }

  addKey(key: string, reads: Reads, made: Span): void {
    this.keys.set(key, { reads: joinReads(this.keys.get(key)?.reads ?? NO_READS, reads), made });
  }

  /** The result, each item of it with what decided about the item that it comes from. */
  apply(value: unknown): unknown {
    if (this.all.size === 0 || isTupleStream(value)) return value;
    if (!Array.isArray(value) || this.tracer.noteOf(value)?.origin !== undefined) return this.applyTo(value);
    for (const [index, item] of value.entries()) value[index] = this.applyTo(item);
    return value;
  }

  private applyTo(value: unknown): unknown {
    return this.tracer.decide(value, this.byItem.get(value) ?? this.decidedAt(value) ?? this.tracer.bound(this.all));
  }

  /** What was decided about the items that the value is, or is in. */
  private decidedAt(value: unknown): Reads | undefined {
    let found: Reads | undefined;
    for (const { root, pointer } of this.tracer.allOf(value)) {
      for (let place = pointer; ; place = place.slice(0, place.lastIndexOf('/'))) {
        const reads = this.byPlace.get(`${root}${place}`);
        if (reads !== undefined) found = joinReads(found ?? NO_READS, reads);
        if (place === '') break;
      }
    }
    return found;
  }
}
