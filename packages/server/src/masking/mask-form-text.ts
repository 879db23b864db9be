import { findMaskRule, hideValue, type MaskRule } from './mask-rules.ts';

const KEY_CHARACTER = /[\w.\-[\]%]/;
const MAX_KEY_LENGTH = 128;

/** Rules that hide, and so step over, whatever they find. The others look no further than a card number reaches. */
const ALWAYS_HIDING: ReadonlySet<MaskRule> = new Set<MaskRule>(['secret', 'card-number', 'security-code']);
const MAX_JUDGED_LENGTH = 64;

/**
 * Masks `key=value` pairs, as in forms, query strings, attributes and logs, and `key: value` at the beginning of a line.
 * A value ends at `&`, at the end of the line, or at its closing quote: in doubt more is hidden, not less. Everything
 * else stays as it is, percent encoding included. Linear in the text's length.
 *
 * @param parent the key that the pairs stand under, such as the element whose attributes they are
 */
export function maskFormText(text: string, parent = ''): string {
  let output = '';
  let copied = 0;
  for (const match of text.matchAll(/[=:]/g)) {
    if (match.index < copied) continue;
    const key = readKeyBefore(text, match.index, match[0] === ':');
    const rule = key === '' ? null : findMaskRule(decodeForm(key), parent);
    if (rule === null) continue;
    const [start, end] = findValue(text, match.index + 1, ALWAYS_HIDING.has(rule) ? text.length : MAX_JUDGED_LENGTH);
    const value = text.slice(start, end);
    const plain = decodeForm(value);
    const hidden = hideValue(rule, plain);
    if (hidden === plain) continue;
    output += text.slice(copied, start) + hidden;
    copied = end;
  }
  return output + text.slice(copied);
}

function readKeyBefore(text: string, separator: number, atLineStart: boolean): string {
  let end = separator;
  while (end > 0 && isBlank(text.charAt(end - 1)) && separator - end < 8) end -= 1;
  let start = end;
  while (start > 0 && end - start < MAX_KEY_LENGTH && KEY_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  const before = text.slice(Math.max(0, start - 32), start);
  if (atLineStart && !/(?:^|[\r\n])[ \t]*$/.test(before)) return '';
  return text.slice(start, end);
}

function findValue(text: string, from: number, maxLength: number): [number, number] {
  let start = from;
  while (isBlank(text.charAt(start))) start += 1;
  const quote = text.charAt(start);
  const isQuoted = quote === '"' || quote === "'";
  if (isQuoted) start += 1;
  let end = start;
  const limit = Math.min(text.length, start + maxLength);
  while (end < limit && !isValueEnd(text.charAt(end), isQuoted ? quote : '&')) end += 1;
  return [start, end];
}

function isValueEnd(character: string, closing: string): boolean {
  return character === closing || character === '\n' || character === '\r';
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

function decodeForm(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
