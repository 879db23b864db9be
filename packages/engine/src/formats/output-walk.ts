import { describeValue } from '../diagnostics/describe-value.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderError } from '../diagnostics/template-error.ts';
import { decimalText } from '../runtime/decimal-text.ts';
import { tooLarge } from './body-size.ts';
import { joinPath, namePath } from './name-path.ts';
import { diagnoseUnsafeKey, isUnsafeKey } from './unsafe-key.ts';

const MAX_DEPTH = 256;

/** A field that is there: `undefined` is left out, and so are keys that can change prototypes. */
export interface OutputField {
  key: string;
  value: unknown;
  path: string;
}

/**
 * One walk over a value that a format writes piece by piece: the bounds it keeps, what it found, and the text of single
 * values. `name` is what messages call the format.
 */
export class OutputWalk {
  readonly diagnostics: Diagnostic[] = [];
  readonly #name: string;
  readonly #outputBytes: number;
  #bytes = 0;

  constructor(name: string, outputBytes: number) {
    this.#name = name;
    this.#outputBytes = outputBytes;
  }

  /** `units` more UTF-16 units, never more than their bytes: shared values can make a small graph an endless text. */
  count(units: number): void {
    this.#bytes += units;
    if (this.#bytes > this.#outputBytes) throw tooLarge(this.#outputBytes);
  }

  checkDepth(depth: number): void {
    if (depth >= MAX_DEPTH) throw renderError('output-too-deep', `the output nests deeper than ${MAX_DEPTH} levels`);
  }

  /** The value as an object with names for its parts. */
  requireObject(value: unknown): object {
    if (value === undefined) throw renderError('no-output', 'the template produced nothing');
    if (isFieldHolder(value)) return value;
    const met = describeValue(value);
    throw renderError('not-an-object', `${this.#name} output must be an object; the template produced ${met}`);
  }

  fieldsOf(value: object, path: string): OutputField[] {
    const fields: OutputField[] = [];
    for (const [key, item] of Object.entries(value)) {
      this.count(1);
      if (item === undefined) continue;
      const itemPath = joinPath(path, key);
      if (isUnsafeKey(key, item)) this.diagnostics.push(diagnoseUnsafeKey(itemPath));
      else fields.push({ key, value: item, path: itemPath });
    }
    return fields;
  }

  /** Text, numbers in plain decimals, `true`, `false`, and nothing for null; undefined for objects and arrays. */
  scalarText(value: unknown, path: string): string | undefined {
    if (value === null) return '';
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'number') {
      if (Number.isFinite(value)) return decimalText(value);
      throw renderError('not-a-number', `${namePath(path)} is ${value}, which ${this.#name} output cannot hold`);
    }
    const met = describeValue(value);
    if (typeof value === 'object' && met !== 'a function') return undefined;
    throw renderError('not-encodable', `${namePath(path)} is ${met}, which ${this.#name} output cannot hold`);
  }
}

/** An object that is no array and does not stand for a function. */
export function isFieldHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null && describeValue(value) === 'an object';
}
