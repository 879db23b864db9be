import type { Span } from '../../../diagnostics/diagnostic.ts';
import { isRecord } from '../../is-record.ts';
import { spanOf } from '../span-of.ts';

/** A path as a template writes it: `../order.[odd name]`, `@root.id`, `this`. */
export interface TemplatePath {
  /** As written, for messages. */
  text: string;
  /** How many contexts it goes up. */
  depth: number;
  /** It begins with `@`. */
  isData: boolean;
  /** It says `this.` or `./`, or goes up: a block parameter is not meant. */
  isExplicit: boolean;
  parts: string[];
  span: Span;
}

/** Undefined for a node that is no path. */
export function readPath(node: unknown, source: string): TemplatePath | undefined {
  if (!isRecord(node) || node.type !== 'PathExpression') return undefined;
  const span = spanOf(node, source);
  const parts: unknown[] = Array.isArray(node.parts) ? node.parts : [];
  const names = parts.filter((part) => typeof part === 'string');
  if (span === undefined || names.length < parts.length) return undefined;
  const text = source.slice(span.start, span.end);
  const depth = typeof node.depth === 'number' ? node.depth : 0;
  return { text, depth, isData: node.data === true, isExplicit: /^(?:this\b|\.)/.test(text), parts: names, span };
}

/** The place of one of the parts in the source. */
export function spanOfPart({ text, parts, span }: TemplatePath, index: number): Span {
  let offset = 0;
  for (const [position, part] of parts.entries()) {
    const found = text.indexOf(part, offset);
    if (found === -1) return span;
    if (position === index) return { start: span.start + found, end: span.start + found + part.length };
    offset = found + part.length;
  }
  return span;
}

/** A name as a path writes it: in brackets where it is no plain name. */
export function quotePart(name: string): string {
  return /^[^\s!"#%&'()*+,./;<=>@[\\\]^`{|}~]+$/.test(name) ? name : `[${name}]`;
}
