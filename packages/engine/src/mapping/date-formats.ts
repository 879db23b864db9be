import { readInstant } from '../functions/read-instant.ts';
import type { Shape } from '../shapes/shape.ts';

/** How receivers write a date, and what makes `$date` write it so. */
interface DateFormat {
  /** Undefined: as it does unless told otherwise. */
  picture: string | undefined;
  pattern: RegExp;
  /** Of ISO 8601 in UTC with milliseconds. */
  write: (iso: string) => string;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY = '[Y0001]-[M01]-[D01]';
const TIME = '[H01]:[m01]:[s01]';

const FORMATS: readonly DateFormat[] = [
  {
    picture: undefined,
    pattern: /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T\d\d:\d\d:\d\d(?:\.\d{3})?Z$/,
    write: (iso) => iso.replace('.000Z', 'Z'),
  },
  {
    picture: `${DAY}T${TIME}`,
    pattern: /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T\d\d:\d\d:\d\d$/,
    write: (iso) => iso.slice(0, 19),
  },
  {
    picture: `${DAY} ${TIME}`,
    pattern: /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d) \d\d:\d\d:\d\d$/,
    write: (iso) => iso.slice(0, 19).replace('T', ' '),
  },
  { picture: DAY, pattern: /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/, write: (iso) => iso.slice(0, 10) },
  {
    picture: '[D01].[M01].[Y0001]',
    pattern: /^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4})$/,
    write: (iso) => `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`,
  },
  {
    picture: '[D01]/[M01]/[Y0001]',
    pattern: /^(?<day>\d\d)\/(?<month>\d\d)\/(?<year>\d{4})$/,
    write: (iso) => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`,
  },
  {
    picture: '[M01]/[D01]/[Y0001]',
    pattern: /^(?<month>\d\d)\/(?<day>\d\d)\/(?<year>\d{4})$/,
    write: (iso) => `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`,
  },
  {
    picture: '[D] [MNn] [Y0001]',
    pattern: new RegExp(`^(?<day>\\d\\d?) (?<month>${MONTHS.join('|')}) (?<year>\\d{4})$`),
    write: (iso) => `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`,
  },
];

/** A text that `$date` reads, as ISO 8601 in UTC with milliseconds; undefined for any other. */
export function readIso(text: string): string | undefined {
  // Most texts are no dates, and are told so by one character.
  if (text.charAt(4) !== '-' || text.length < 10) return undefined;
  const instant = readInstant(text, () => 0);
  return typeof instant === 'number' ? new Date(instant).toISOString() : undefined;
}

/** The days that a text may mean: where day and month are numbers of two digits it may be two. */
export function listDays(text: string): string[] {
  const days = FORMATS.flatMap(({ pattern }) => {
    const { year, month, day } = pattern.exec(text)?.groups ?? {};
    if (year === undefined || month === undefined || day === undefined) return [];
    const index = MONTHS.indexOf(month);
    return [`${year}-${index === -1 ? month : pad(index + 1)}-${day.padStart(2, '0')}`];
  });
  return [...new Set(days)];
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** The picture with which `$date` makes `wanted` of a date in ISO 8601, itself undefined for none; undefined where none does. */
export function findPicture(iso: string, wanted: string): { picture: string | undefined } | undefined {
  return FORMATS.find(({ pattern, write }) => pattern.test(wanted) && write(iso) === wanted);
}

/** The picture for values that are dates, and written otherwise than `wanted` is: undefined where they are no dates, or it may mean two. */
export function findPictureLike(shape: Shape, wanted: string): { picture: string | undefined } | undefined {
  const [format, second] = FORMATS.filter(({ pattern }) => pattern.test(wanted));
  if (format === undefined || second !== undefined || !holdsDates(shape)) return undefined;
  const isSo = shape.examples.every(
    (value) => typeof value !== 'string' || !readsDate(value) || format.pattern.test(value),
  );
  return isSo ? undefined : format;
}

/** Dates that were, or never were, and nothing else. */
export function holdsDates({ examples }: Shape): boolean {
  const texts = examples.filter((value) => value !== null && value !== '');
  return (
    texts.length > 0 && texts.every((value) => typeof value === 'string' && (readsDate(value) || isZeroDate(value)))
  );
}

function readsDate(text: string): boolean {
  return readIso(text) !== undefined;
}

function isZeroDate(text: string): boolean {
  return text.startsWith('0000-00-00') && readInstant(text, () => 0) === 'nothing';
}
