import type { Revision } from '@postmap/server/contract';
import type { PreviewInput } from './preview-protocol.ts';

/** A preview of a revision on the same payload, with the templates that it was published with. */
export function previewRevision(input: PreviewInput, revision: Revision): PreviewInput {
  const { language, format, formatOptions, source, partials } = revision;
  return {
    ...input,
    language,
    format,
    formatOptions,
    source,
    partials: Object.fromEntries(
      partials.map((partial) => [partial.name, { language: 'handlebars', format, source: partial.source }]),
    ),
  };
}
