import { htmlToText } from '@postmap/engine';
import type { ShownOutput } from './shown-output.ts';

/** A word of a message, where it stands in the HTML and in the plain text made of it. */
interface Word {
  html: number;
  text: number;
  length: number;
}

/** What is no text of the message, or a word of it. */
const PIECE = /<!--[\s\S]*?-->|<\/?[a-z!](?:"[^"]*"|'[^']*'|[^>"'])*>|[^<\s]+|</gi;
/** Addresses are compared with what they link to, and entities change their length: what has either is left as it is. */
const LEFT_ALONE = /^<|[@&:/]|www\./i;
/** Private use: what no message says. One character for each word, so that what is left out is known too. */
const FIRST_SIGN = 0xf0000;
const MOST_WORDS = 60_000;
const SIGN = /[\u{F0000}-\u{FFFFD}]/gu;

/**
 * The plain text of an HTML message as an output: its words lead to where they stand in the HTML. They are found by giving each a sign of
 * its own and making the text once more.
 *
 * @returns undefined where the text came out otherwise with the signs than without
 */
export function readPlainText(html: string, text: string): ShownOutput | undefined {
  const words = findWords(html, text);
  if (words === undefined) return undefined;
  return {
    at(offset) {
      const word = words.findLast((one) => one.text <= offset && offset <= one.text + one.length);
      if (word === undefined) return undefined;
      const at = word.html + offset - word.text;
      return { place: { kind: 'text', start: at, end: at }, span: undefined };
    },
    find(place) {
      if (place.kind === 'value') return undefined;
      const within = words.filter((one) => one.html < place.end && place.start < one.html + one.length);
      const [first, last] = [within[0], within.at(-1)];
      if (first === undefined || last === undefined) return undefined;
      return {
        start: first.text + Math.max(0, place.start - first.html),
        end: last.text + Math.min(last.length, place.end - last.html),
      };
    },
  };
}

function findWords(html: string, text: string): Word[] | undefined {
  if (SIGN.test(html)) return undefined;
  const found: { html: number; length: number }[] = [];
  let signed = '';
  let at = 0;
  for (const { 0: piece, index } of html.matchAll(PIECE)) {
    if (LEFT_ALONE.test(piece) || found.length >= MOST_WORDS) continue;
    signed += html.slice(at, index) + String.fromCodePoint(FIRST_SIGN + found.length);
    at = index;
    found.push({ html: index, length: piece.length });
  }
  const made = htmlToText(signed + html.slice(at));
  if (made.replaceAll(SIGN, '') !== text) return undefined;
  let signs = 0;
  return [...made.matchAll(SIGN)].flatMap(({ 0: sign, index }) => {
    const word = found[(sign.codePointAt(0) ?? 0) - FIRST_SIGN];
    const place = index - signs;
    signs += sign.length;
    return word === undefined ? [] : [{ ...word, text: place }];
  });
}
