import type { Format, Language } from '@postmap/engine';
import { writeHandlebarsStarter } from './handlebars-starter.ts';
import { writeJsonataStarter } from './jsonata-starter.ts';
import { pickStarterParts } from './starter-parts.ts';

/** A small template that renders on this payload, to begin from: some fields of its main part, and its first list. */
export function writeStarter(language: Language, format: Format, payload: unknown): string {
  const parts = pickStarterParts(payload);
  if (parts.fields.length === 0) return writeEmptyStarter(language, format);
  return language === 'jsonata' ? writeJsonataStarter(format, parts) : writeHandlebarsStarter(format, parts);
}

function writeEmptyStarter(language: Language, format: Format): string {
  if (language === 'jsonata') return format === 'text' || format === 'html' ? '""\n' : '{\n  \n}\n';
  if (format === 'json') return '{\n}\n';
  return format === 'xml' ? '<event>\n</event>\n' : '';
}
