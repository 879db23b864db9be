import type { Format, Language } from '@postmap/engine';

export const LANGUAGE_NAMES: Record<Language, string> = { jsonata: 'JSONata', handlebars: 'Handlebars' };
export const FORMAT_NAMES: Record<Format, string> = { json: 'JSON', text: 'Text', html: 'HTML' };
