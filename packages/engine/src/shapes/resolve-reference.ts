import { unescapeToken } from './json-pointer.ts';

/** Finds what `$ref` means within one schema: a JSON Pointer (RFC 6901), an `$anchor`, or an `$id` of a part. */
export class ReferenceResolver {
  private readonly root: unknown;
  private readonly named = new Map<string, unknown>();

  constructor(root: unknown) {
    this.root = root;
    this.collectNames(root);
  }

  /** Undefined for what is not in the schema. */
  resolve(reference: string): unknown {
    const [id = '', fragment = ''] = reference.split('#', 2);
    const base = id === '' ? this.root : this.named.get(id);
    if (fragment === '') return base;
    if (!fragment.startsWith('/')) return this.named.get(`#${fragment}`);
    return readPointer(base, fragment);
  }

  private collectNames(root: unknown): void {
    const pending = [root];
    const seen = new Set<unknown>();
    while (pending.length > 0) {
      const part = pending.pop();
      if (typeof part !== 'object' || part === null || seen.has(part)) continue;
      seen.add(part);
      for (const [key, value] of Object.entries(part)) {
        if (typeof value === 'string') {
          if (key === '$id') this.named.set(value.replace(/#$/, ''), part);
          if (key === '$anchor' || key === '$dynamicAnchor') this.named.set(`#${value}`, part);
        } else pending.push(value);
      }
    }
  }
}

function readPointer(base: unknown, pointer: string): unknown {
  let part = base;
  for (const token of pointer.slice(1).split('/')) {
    if (typeof part !== 'object' || part === null) return undefined;
    const name = unescapeToken(decode(token));
    part = Object.hasOwn(part, name) ? Reflect.get(part, name) : undefined;
  }
  return part;
}

function decode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    // A lone % is no encoding: the pointer is taken as it stands.
    return token;
  }
}
