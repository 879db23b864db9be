import type { Format } from './format.ts';

export interface FormatTraits {
  /** The value of the Content-Type header; empty where there is no body to describe. */
  readonly contentType: string;
  /** The body is empty: what is rendered goes into the URL. */
  readonly bodyless: boolean;
  /** May be sent with GET: it has no body, or one whose loss a GET request is used to. */
  readonly allowedWithGet: boolean;
}

/** What can be said about a format before anything is rendered. */
export const FORMAT_TRAITS: Readonly<Record<Format, FormatTraits>> = {
  json: { contentType: 'application/json', bodyless: false, allowedWithGet: false },
  text: { contentType: 'text/plain; charset=utf-8', bodyless: false, allowedWithGet: true },
  html: { contentType: 'text/html; charset=utf-8', bodyless: false, allowedWithGet: true },
  form: { contentType: 'application/x-www-form-urlencoded', bodyless: false, allowedWithGet: false },
  query: { contentType: '', bodyless: true, allowedWithGet: true },
  xml: { contentType: 'application/xml; charset=utf-8', bodyless: false, allowedWithGet: false },
  csv: { contentType: 'text/csv; charset=utf-8; header=present', bodyless: false, allowedWithGet: false },
};
