import { parseTemplate } from '../parse-template.ts';
import { findPartialCalls, PARTIAL_BLOCK } from './partial-call.ts';

/** Parsing is slow beside this, and few templates call another. */
const CALL = /\{\{~?#?>/;

/**
 * The names of the templates that a Handlebars source calls as partials, each once, in source order; only those it calls itself. None where it
 * does not parse. Never throws.
 */
export function listPartials(source: string): string[] {
  if (!CALL.test(source)) return [];
  const parsed = parseTemplate(source);
  if ('fault' in parsed) return [];
  const names = findPartialCalls(parsed.tree, source).flatMap(({ name = PARTIAL_BLOCK }) => name);
  return [...new Set(names)].filter((name) => name !== PARTIAL_BLOCK);
}
