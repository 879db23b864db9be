import { isRecord } from '../is-record.ts';
import { jsonataPackage } from './jsonata-package.ts';

type FromMillis = (millis: number, picture: string, offset: string) => unknown;

/** Called by the package before it evaluates an expression; the only synchronous way to its functions. */
const ENTRY = Symbol.for('jsonata.__evaluate_entry');

/** Picture errors carry a code and no message. */
const PROBLEMS: Readonly<Record<string, string>> = {
  D3130: 'a number cannot be written that way',
  D3131: 'its digits are of different scripts',
  D3132: 'it has a component that does not exist',
  D3133: 'only months and days have names',
  D3134: 'a zone has four digits at most',
  D3135: 'a [ has no ]',
};

let fromMillis: FromMillis | undefined;

/**
 * Milliseconds since 1970 by a picture, exactly as the package's `$fromMillis` writes them, but synchronously: Handlebars
 * cannot wait. `offset` is minutes east of UTC. Throws Error for a picture that cannot be used.
 */
export function formatPicture(millis: number, picture: string, offset: number): string {
  fromMillis ??= captureFromMillis();
  try {
    // An offset of less than an hour west (Monrovia until 1972) cannot be told to the package: its clock is right, its [Z] is not.
    if (offset > -60 && offset < 0) return String(fromMillis(millis + offset * 60_000, picture, '+0000'));
    return String(fromMillis(millis, picture, writeOffset(offset)));
  } catch (error) {
    const code = isRecord(error) ? String(error.code) : '';
    throw new Error(PROBLEMS[code] ?? 'it is no picture of a date', { cause: error });
  }
}

function captureFromMillis(): FromMillis {
  let found: unknown;
  const expression = jsonataPackage.parse('null');
  expression.assign(ENTRY, (_node: unknown, _input: unknown, environment: unknown) => {
    if (isRecord(environment) && typeof environment.lookup === 'function') found = environment.lookup('fromMillis');
  });
  // The entry is called before the first wait; what comes after it does not matter.
  void expression.evaluate(undefined);
  const implementation = isRecord(found) ? found.implementation : undefined;
  if (typeof implementation !== 'function') throw new Error('the jsonata package has no $fromMillis');
  return (...args): unknown => Reflect.apply(implementation, undefined, args);
}

/**
 * `±hhmm` as the package takes it apart: it rounds the hours of a negative offset down and adds its minutes, so that
 * `-0330` would be four and a half hours. One hour less in front of the minutes makes it three and a half.
 */
function writeOffset(minutes: number): string {
  const hours = Math.trunc(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  const shown = minutes < 0 && rest > 0 ? hours - 1 : hours;
  return `${minutes < 0 ? '-' : '+'}${String(shown * 100 + rest).padStart(4, '0')}`;
}
