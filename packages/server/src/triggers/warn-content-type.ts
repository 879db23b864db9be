import { FORMAT_TRAITS } from '@postmap/engine';
import type { Format } from '@postmap/engine';
import type { Destination, TriggerWarning } from '../contract/index.ts';

/** What a receiver takes a body of each format for; `text` is whatever its template writes. */
const MEDIA_TYPES: Readonly<Record<Exclude<Format, 'text' | 'query'>, RegExp>> = {
  json: /^(?:application|text)\/(?:[\w.-]+\+)?json$/,
  html: /^(?:text\/html|application\/xhtml\+xml)$/,
  form: /^application\/x-www-form-urlencoded$/,
  xml: /^(?:application|text)\/(?:[\w.-]+\+)?xml$/,
  csv: /^(?:text\/csv|application\/csv|text\/plain)$/,
};

/**
 * A Content-Type header of the destination's own wins over the format's: one that says something else than what is sent is worth a warning, not
 * a refusal, since some receivers want it so. What is templated or secret is not known before it is sent.
 */
export function warnContentType(destination: Destination, format: Format): TriggerWarning[] {
  if (destination.kind === 'email') return [];
  return destination.headers.flatMap(({ name, value, secret }, index) => {
    if (name.trim().toLowerCase() !== 'content-type' || secret || value.includes('{{')) return [];
    const message = findContradiction(value, format);
    return message === null ? [] : [{ path: `destination.headers[${index}].value`, message }];
  });
}

function findContradiction(value: string, format: Format): string | null {
  const { contentType, bodyless } = FORMAT_TRAITS[format];
  if (bodyless) return `Format "${format}" has no body that this header could describe: remove it.`;
  const [mediaType = '', ...parameters] = value.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((part) => part.startsWith('charset='))?.replaceAll(/^charset=|"/g, '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    return `The body is sent as UTF-8, not as ${charset}: change the charset, or remove this header to send "${contentType}".`;
  if (format === 'text' || format === 'query' || MEDIA_TYPES[format].test(mediaType)) return null;
  return `The template writes ${format}, so "${mediaType}" tells the receiver something else: remove this header to send "${contentType}", or choose a template of that format.`;
}
