import type { Span } from '../diagnostics/diagnostic.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;

/** Numbers of up to 15 characters without an exponent are exact in a double, so only others are looked at. */
const LONGEST_EXACT = 15;

interface JsonScan {
  /** Number tokens that a double cannot hold. */
  inexact: Span[];
  /** Where nesting first went past the limit. */
  tooDeepAt?: number;
}

/** One pass over JSON text, without recursion. It does not check the syntax: `JSON.parse` does. */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const inexact: Span[] = [];
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) index = skipString(text, index);
    else if (unit === 123 || unit === 91) {
      if (++depth > maxDepth) return { inexact, tooDeepAt: index };
    } else if (unit === 125 || unit === 93) depth--;
    else if (unit === MINUS || (unit >= 48 && unit <= 57)) {
      const end = skipNumber(text, index);
      if (!isExact(text.slice(index, end)) && !isKey(text, end)) inexact.push({ start: index, end });
      index = end - 1;
    }
  }
  return { inexact };
}

/** The offset of the closing quote, or the end of an unclosed string. */
function skipString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close === -1 ? text.length : close;
}

function isEscaped(text: string, offset: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(offset - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function skipNumber(text: string, start: number): number {
  let end = start + 1;
  while (/[0-9.eE+-]/.test(text.charAt(end))) end++;
  return end;
}

/** A bare number before a colon is a syntax error, which must stay one. */
function isKey(text: string, end: number): boolean {
  let next = end;
  while (/[ \t\r\n]/.test(text.charAt(next))) next++;
  return text.charAt(next) === ':';
}

function isExact(token: string): boolean {
  if (token.length <= LONGEST_EXACT && !/[eE]/.test(token)) return true;
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(token)) return true;
  const number = Number(token);
  return Number.isFinite(number) && normalise(token) === normalise(String(number));
}

/** A decimal in one form: its significant digits and the power of ten of the last one. */
function normalise(decimal: string): string {
  const [mantissa = '', exponent = '0'] = decimal.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${power}`;
}
