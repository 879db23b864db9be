import type { Span } from '../../diagnostics/diagnostic.ts';
import { NOWHERE } from '../spot.ts';
import { readFrames } from './read-frames.ts';
import type { BlockParameter } from './read-frames.ts';
import { readTypedPath } from './read-path.ts';
import { scanTags } from './scan-tags.ts';
import type { Word } from './scan-words.ts';

/** A name that may mean a block parameter: its definition, or what a path begins with. */
export interface ParameterName extends Span {
  name: string;
  /** What it means, where the template gives it a value. */
  parameter: BlockParameter | undefined;
}

/** In source order. */
export function resolveParameters(source: string): ParameterName[] {
  const { placed } = readFrames(scanTags(source), { root: NOWHERE, context: new Map() });
  return placed.flatMap(({ tag, frame, parameters }) =>
    tag.words.flatMap((word, index): ParameterName[] => {
      if (word.kind === 'parameter') {
        const parameter = parameters.find(({ span }) => span.start === word.start);
        return parameter === undefined ? [] : [{ name: word.text, ...parameter.span, parameter }];
      }
      const isWord = tag.kind === 'close' || (index === 0 && (tag.kind === 'partial' || tag.kind === 'else'));
      return isWord ? [] : readName(word, frame.parameters);
    }),
  );
}

function readName(word: Word, parameters: ReadonlyMap<string, BlockParameter>): ParameterName[] {
  if (word.kind !== 'path') return [];
  const path = readTypedPath(word);
  const [first] = path.segments;
  if (first === undefined || path.isExplicit || path.isData) return [];
  return [{ ...first, parameter: parameters.get(first.name) }];
}
