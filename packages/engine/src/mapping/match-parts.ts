import type { SourceField, SourceIndex } from './source-index.ts';

/** Texts with more words are prose. */
const MAX_WORDS = 24;
const LONGEST = 8;

/** Of a text: a constant where no field has it. */
export interface TextPart {
  text: string;
  fields: readonly SourceField[];
}

/**
 * A text as values of the payload and what stands between them: `https://track.example.com/607858298deed` is a constant and a tracking number. A
 * constant has other words than the payload, so that a value within it must be one that is no word of a language; a text of values alone, such as a
 * first and a last name, may have any. Undefined where it is made of none.
 */
export function partText(sources: SourceIndex, text: string): TextPart[] | undefined {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
  if (words.length > MAX_WORDS) return undefined;
  const parts: (TextPart & { start: number; end: number })[] = [];
  for (let index = 0; index < words.length;) {
    let taken = 1;
    for (let length = Math.min(LONGEST, words.length - index); length > 0; length--) {
      const [start, end] = [words[index]?.start ?? 0, words[index + length - 1]?.end ?? 0];
      // The whole of it is no part.
      if (start === 0 && end === text.length) continue;
      const part = text.slice(start, end);
      const fields = sources.findSeen(part).flatMap(({ field, value }) => (String(value) === part ? [field] : []));
      if (fields.length === 0) continue;
      parts.push({ start, end, text: part, fields });
      taken = length;
      break;
    }
    index += taken;
  }
  const covered = words.every(({ start, end }) => parts.some((part) => part.start <= start && end <= part.end));
  const isMade = covered && parts.every((part) => isName(part.text));
  const kept = isMade ? parts : parts.filter((part) => isCode(part.text));
  if (kept.length === 0) return undefined;
  const between = kept.flatMap((part, index): TextPart[] => {
    const before = text.slice(kept[index - 1]?.end ?? 0, part.start);
    return [...(before === '' ? [] : [{ text: before, fields: [] }]), { text: part.text, fields: part.fields }];
  });
  const after = text.slice(kept.at(-1)?.end ?? 0);
  return after === '' ? between : [...between, { text: after, fields: [] }];
}

/** No number that counts something. */
function isName(text: string): boolean {
  return text.length > 1 && !/^\d{1,2}$/.test(text);
}

/** No word of a language, and no month of a year. */
function isCode(text: string): boolean {
  return text.length >= 5 && /\d/.test(text) && !/^(?:19|20)\d\d-\d\d$/.test(text);
}
