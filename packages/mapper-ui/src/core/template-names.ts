import type { Format, Language } from '@postmap/engine';

export const LANGUAGE_NAMES: Record<Language, string> = { jsonata: 'JSONata', handlebars: 'Handlebars' };

/** In the order that pickers show. `sentAs` is the content type without its parameters; `withGet` whether a GET may carry it. */
const FORMATS: Record<Format, { name: string; sentAs: string; withGet: boolean }> = {
  json: { name: 'JSON', sentAs: 'application/json', withGet: false },
  form: { name: 'Form', sentAs: 'application/x-www-form-urlencoded', withGet: false },
  query: { name: 'Query', sentAs: 'fields in the URL, no body', withGet: true },
  xml: { name: 'XML', sentAs: 'application/xml', withGet: false },
  csv: { name: 'CSV', sentAs: 'text/csv', withGet: false },
  text: { name: 'Text', sentAs: 'text/plain', withGet: true },
  html: { name: 'HTML', sentAs: 'text/html', withGet: true },
};

export const FORMAT_NAMES: Record<Format, string> = {
  json: FORMATS.json.name,
  form: FORMATS.form.name,
  query: FORMATS.query.name,
  xml: FORMATS.xml.name,
  csv: FORMATS.csv.name,
  text: FORMATS.text.name,
  html: FORMATS.html.name,
};

export const FORMAT_OPTIONS: readonly { value: Format; label: string; hint: string }[] = (
  ['json', 'form', 'query', 'xml', 'csv', 'text', 'html'] as const
).map((value) => ({ value, label: FORMATS[value].name, hint: FORMATS[value].sentAs }));

/** What to say of a template's format beside a trigger's method, and the method to change to; null when they go together. */
export function adviseMethod(
  format: Format,
  method: string,
): { refused: boolean; message: string; method: 'GET' | 'POST' } | null {
  const { name, withGet } = FORMATS[format];
  if (method === 'GET' && !withGet) {
    return {
      refused: true,
      message: `A GET request has no body, and this template’s ${name} would be lost. Send it with POST, or choose a template of format Query: its fields go into the URL.`,
      method: 'POST',
    };
  }
  if (format === 'query' && method === 'POST') {
    return {
      refused: false,
      message: 'This template’s fields go into the URL and the body is empty: receivers expect that with GET.',
      method: 'GET',
    };
  }
  return null;
}
