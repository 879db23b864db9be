import { readLineage } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import { addToPointer } from './pointer.ts';

/** A name of a reading, in backticks where it is no plain word. */
const NAME = /\.(?:`([^`]*)`|([^.`]+))/g;

/** The fields of the payload that a template reads, by their ids in the source tree; of an object or a list, nothing below it. */
export function listReadFields(template: { language: Language; source: string }): string[] {
  const { reads } = readLineage(template);
  const inputs = new Set(reads.map(({ input }) => input).filter((input) => input.startsWith('$$.')));
  return [...inputs].map((input) =>
    [...input.matchAll(NAME)].reduce((id, [, quoted, plain = '']) => addToPointer(id, quoted ?? plain), ''),
  );
}
