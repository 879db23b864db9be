import { isFunctionValue } from '../../../diagnostics/describe-value.ts';
import type { Span } from '../../../diagnostics/diagnostic.ts';
import { isPrimitive, joinReads, NO_READS, Tracked } from './tracked.ts';
import type { Provenance, Read, Reads } from './tracked.ts';

/** More reads of one value are not told apart. */
const MAX_READS = 2000;

const NOTHING: Provenance = { values: NO_READS, controls: NO_READS };

/** What is known of an object or array. */
export interface Note {
  /** It is the payload's own, whole and as it was. */
  origin?: Read;
  /** As it was before its primitives were tracked. */
  plain?: unknown;
  /** What decided that it is there. */
  controls: Reads;
  /** The constructor that made it, and by key the expressions of its fields. */
  made?: { at: Span; fields: ReadonlyMap<string, Span> };
}

/** What one run knows of its values: primitives carry it with them, objects and arrays are known by their identity. */
export class Tracer {
  isTruncated = false;
  private readonly notes = new WeakMap<object, Note>();
  /** The expressions that last gave these objects of the payload. */
  private readonly lastRead = new WeakMap<object, Span>();
  private readonly reads = new Map<string, Read>();

  read(root: string, pointer: string, span: Span | undefined): Read {
    const key = `${root}${pointer} ${span?.start}-${span?.end}`;
    const known = this.reads.get(key);
    if (known !== undefined) return known;
    const read = { root, pointer, span };
    this.reads.set(key, read);
    return read;
  }

  note(value: object, note: Note): void {
    this.notes.set(value, note);
  }

  noteOf(value: unknown): Note | undefined {
    return typeof value === 'object' && value !== null ? this.notes.get(value) : undefined;
  }

  /** The payload's own object, as its last reader read it. */
  originOf(value: unknown): Read | undefined {
    const origin = this.noteOf(value)?.origin;
    if (origin === undefined || typeof value !== 'object' || value === null) return undefined;
    return this.read(origin.root, origin.pointer, this.lastRead.get(value));
  }

  provenanceOf(value: unknown, done = new Set<object>()): Provenance {
    if (value instanceof Tracked) return value.provenance;
    if (typeof value !== 'object' || value === null || isFunctionValue(value) || done.has(value)) return NOTHING;
    const origin = this.originOf(value);
    const controls = this.notes.get(value)?.controls ?? NO_READS;
    if (origin !== undefined) return { values: new Set([origin]), controls };
    done.add(value);
    const parts = Object.values(value).map((part) => this.provenanceOf(part, done));
    return this.joinAll([{ values: NO_READS, controls }, ...parts]);
  }

  /** Reads of either kind. */
  allOf(value: unknown): Reads {
    const { values, controls } = this.provenanceOf(value);
    return this.bound(joinReads(values, controls));
  }

  joinAll(parts: readonly Provenance[]): Provenance {
    const [values, controls] = [new Set<Read>(), new Set<Read>()];
    for (const part of parts) {
      for (const read of part.values) values.add(read);
      for (const read of part.controls) controls.add(read);
    }
    return { values: this.bound(values), controls: this.bound(controls) };
  }

  /** The value without tracking, for whatever looks at it. What occurs twice is made plain once. */
  plain(value: unknown, done = new Map<object, unknown>()): unknown {
    if (value instanceof Tracked) return value.value;
    if (typeof value !== 'object' || value === null || isFunctionValue(value)) return value;
    const note = this.notes.get(value);
    if (note?.origin !== undefined) return note.plain;
    if (!done.has(value))
      done.set(
        value,
        changeParts(value, (part) => this.plain(part, done)),
      );
    return done.get(value);
  }

  /** A computed value with where it comes from. */
  track(value: unknown, provenance: Provenance): unknown {
    if (provenance.values.size === 0 && provenance.controls.size === 0) return value;
    if (value instanceof Tracked) {
      const { values, controls } = this.joinAll([value.provenance, provenance]);
      return new Tracked(value.value, { values, controls });
    }
    if (isPrimitive(value)) return new Tracked(value, provenance);
    if (typeof value !== 'object' || isFunctionValue(value)) return value;
    return changeParts(value, (part) => this.track(part, provenance));
  }

  /** The value, where what decides that it is there is this, too. */
  decide(value: unknown, controls: Reads): unknown {
    if (controls.size === 0 || value === undefined) return value;
    if (isPrimitive(value) || value instanceof Tracked) return this.track(value, { values: NO_READS, controls });
    if (typeof value !== 'object' || isFunctionValue(value) || isTupleStream(value)) return value;
    const copied = changeParts(value, (part) => part);
    const note = this.notes.get(value);
    this.note(copied, { ...note, controls: this.bound(joinReads(note?.controls ?? NO_READS, controls)) });
    const span = this.lastRead.get(value);
    if (span !== undefined) this.lastRead.set(copied, span);
    return copied;
  }

  /** The value at the end of the expression that reads it: what no expression within has read to the end, it reads itself. */
  readAt(value: unknown, span: Span): unknown {
    if (value instanceof Tracked) {
      const { values, controls } = value.provenance;
      const [first] = values;
      if (values.size !== 1 || first === undefined || first.span !== undefined) return value;
      return new Tracked(value.value, { values: new Set([this.read(first.root, first.pointer, span)]), controls });
    }
    if (typeof value !== 'object' || value === null || isFunctionValue(value) || isTupleStream(value)) return value;
    if (this.notes.get(value)?.origin !== undefined) {
      this.lastRead.set(value, span);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) value[index] = this.readAt(item, span);
    }
    return value;
  }

  /** The place of an item of the payload, for what is made of it: it is there because the item is. */
  itemReads(item: unknown, span?: Span): Reads {
    if (!(item instanceof Tracked) && this.noteOf(item)?.origin === undefined) {
      return this.noteOf(item)?.controls ?? NO_READS;
    }
    const { values } = this.provenanceOf(item);
    return span === undefined
      ? values
      : new Set([...values].map(({ root, pointer }) => this.read(root, pointer, span)));
  }

  /** No more reads than one value may have. */
  bound(reads: Reads): Reads {
    if (reads.size <= MAX_READS) return reads;
    this.isTruncated = true;
    return new Set([...reads].slice(0, MAX_READS));
  }
}

/** A copy of an array keeps the flags that the package hangs on it, but for the `push` that is bound to the first one. */
export function changeParts(value: object, change: (part: unknown) => unknown): object {
  if (!Array.isArray(value)) {
    const fields = Object.entries(value).map(([key, field]): [string, unknown] => [key, change(field)]);
    return Object.assign(Object.create(null), Object.fromEntries(fields));
  }
  const items: unknown[] = value.map(change);
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    const isFlag = typeof descriptor.value === 'boolean' && !/^\d+$/.test(name);
    if (isFlag) Object.defineProperty(items, name, descriptor);
  }
  return items;
}

/** An array of bindings within a path, not of values. */
export function isTupleStream(value: unknown): boolean {
  return Array.isArray(value) && Reflect.get(value, 'tupleStream') === true;
}
