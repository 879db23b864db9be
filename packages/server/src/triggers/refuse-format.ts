import { FORMAT_TRAITS } from '@postmap/engine';
import type { Format } from '@postmap/engine';
import type { Destination } from '../contract/index.ts';

/** Why a destination cannot take a format: the field to change, and one sentence that names the fix. */
export interface FormatRefusal {
  path: string;
  message: string;
}

/**
 * GET has no body, so a format whose fields would be lost with it cannot go with it; an email is read by people, so that only HTML and text
 * can be one. Null when the destination takes the format.
 */
export function refuseFormat(destination: Destination, format: Format): FormatRefusal | null {
  if (destination.kind === 'email') {
    if (format === 'html' || format === 'text') return null;
    const message = `Format "${format}" cannot be an email: choose a template of format "html" or "text", or attach the event as JSON or CSV.`;
    return { path: 'templateId', message };
  }
  if (destination.method !== 'GET' || FORMAT_TRAITS[format].allowedWithGet) return null;
  return {
    path: 'destination.method',
    message: `Format "${format}" cannot be sent with GET, which has no body: choose POST, or a template of format "query", which puts its fields into the URL.`,
  };
}
