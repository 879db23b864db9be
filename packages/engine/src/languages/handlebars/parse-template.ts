import Handlebars from 'handlebars';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { findDeepBlock } from './find-deep-block.ts';
import { explainParseError } from './locate-parse-error.ts';

const MAX_DEPTH = 32;

/** The tree of a source, or why there is none. Never throws. */
export function parseTemplate(source: string): { tree: unknown } | { fault: Diagnostic } {
  const deep = findDeepBlock(source, MAX_DEPTH);
  if (deep !== undefined)
    return { fault: diagnose('nesting-too-deep', `blocks nest deeper than ${MAX_DEPTH} levels`, deep) };
  try {
    return { tree: Handlebars.parseWithoutProcessing(source) };
  } catch (error) {
    return { fault: explainParseError(error, source) };
  }
}
