const SHOWN = 40;

/** Own flags of the objects that stand for functions and lambdas inside jsonata. */
const FUNCTION_FLAGS = ['_jsonata_function', '_jsonata_lambda'];

/** A value named for people: `the text "12,50"`, `the number 3`, `an array of 2 items`, `nothing`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') {
    const text = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
    return `the text ${JSON.stringify(text)}`;
  }
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (Array.isArray(value)) return `an array of ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  if (isFunctionValue(value)) return 'a function';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** JavaScript functions and jsonata's own. */
export function isFunctionValue(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  return FUNCTION_FLAGS.some((flag) => Reflect.get(value, flag) === true);
}
