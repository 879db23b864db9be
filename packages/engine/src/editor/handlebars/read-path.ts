import type { Span } from '../../diagnostics/diagnostic.ts';
import type { Word } from './scan-words.ts';

export interface Segment extends Span {
  name: string;
}

/** A path as far as it is typed: `../order.[odd name]`, `@root.id`, `this.`. */
export interface TypedPath {
  /** How many contexts it goes up. */
  depth: number;
  isData: boolean;
  /** It says `this` or goes up: no block parameter is meant. */
  isExplicit: boolean;
  segments: Segment[];
  /** Where the name begins that comes after the last dot or slash; the word's end where there is none yet. */
  lastStart: number;
}

const SEGMENT = /\[(?:\\.|[^\]\\])*\]?|[^./[\]]+/g;

export function readTypedPath({ text, start }: Word): TypedPath {
  const isData = text.startsWith('@');
  const head = isData ? '@' : (/^(?:\.\.(?:\/|$))+|^\.\/|^/.exec(text)?.[0] ?? '');
  const rest = text.slice(head.length);
  const found = [...rest.matchAll(SEGMENT)].map((match): Segment => {
    const at = start + head.length + match.index;
    return { name: unquote(match[0]), start: at, end: at + match[0].length };
  });
  const isThis = !isData && found[0]?.name === 'this' && !rest.startsWith('[');
  const segments = isThis ? found.slice(1) : found;
  const last = found.at(-1);
  const end = start + text.length;
  const isOpen = last === undefined || last.end < end;
  return {
    depth: head.match(/\.\./g)?.length ?? 0,
    isData,
    isExplicit: isThis || head.startsWith('.'),
    segments,
    lastStart: isOpen ? end : last.start,
  };
}

function unquote(segment: string): string {
  if (!segment.startsWith('[')) return segment;
  return segment.slice(1, segment.endsWith(']') ? -1 : undefined).replaceAll(/\\(.)/g, '$1');
}
