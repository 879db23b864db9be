import type { Language } from '@postmap/engine';

const READS: Record<Language, RegExp> = {
  jsonata: /\$(event|customer|trigger)\b/,
  handlebars: /@(event|customer|trigger)\b/,
};

/** Whether a template may read anything beside its payload; a mention in a comment or a text counts. */
export function readsContext(language: Language, source: string): boolean {
  return READS[language].test(source);
}
