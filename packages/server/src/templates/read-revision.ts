import type { Template } from '@postmap/engine';
import type { Revision } from '../contract/index.ts';

/** A revision as the engine takes it, with what it was published with. */
export function readRevision({ language, source, format, formatOptions, partials }: Revision): Template {
  const template = { language, source, format, formatOptions };
  if (partials.length === 0) return template;
  const frozen = partials.map((partial) => [partial.name, { language, format, source: partial.source }] as const);
  return { ...template, partials: Object.fromEntries(frozen) };
}
