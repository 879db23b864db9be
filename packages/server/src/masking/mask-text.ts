import { maskFormText } from './mask-form-text.ts';
import { maskJsonText } from './mask-json-text.ts';
import { maskXmlText } from './mask-xml-text.ts';
import { hideUserInfo } from './user-info.ts';

/** Answers that quote a request, which quotes an event: deeper strings in strings are shown as they are. */
const MAX_NESTING = 3;

/**
 * Masks a rendered body or an answer's body for a view or a log: JSON by its keys, XML and HTML by element and attribute
 * names, anything else by its `key=value` pairs and `key: value` lines; strings inside JSON likewise. Whole and cut
 * texts alike; and, wherever a URL stands, what is before its host. Nothing but what is hidden changes; the keys are those
 * of `mask-rules.ts`.
 */
export function maskText(text: string): string {
  return maskNested(hideUserInfo(text), 0);
}

function maskNested(text: string, nesting: number): string {
  if (nesting > MAX_NESTING) return text;
  const first = text.trimStart().charAt(0);
  if (first === '{' || first === '[' || first === '"') {
    return maskJsonText(text, (inner) => maskNested(inner, nesting + 1));
  }
  return first === '<' ? maskXmlText(text) : maskFormText(text);
}

/** Masks a URL: credentials before its host, and in its query values under secret-like names, as in `?api_key=…`. */
export function maskUrl(url: string): string {
  const shown = hideUserInfo(url);
  const start = shown.indexOf('?');
  return start === -1 ? shown : shown.slice(0, start) + maskFormText(shown.slice(start));
}
