import type { Language } from '../languages/language.ts';
import { readTextLineage } from './handlebars/read-text-lineage.ts';
import { readValueLineage } from './jsonata/read-value-lineage.ts';
import type { Lineage } from './lineage.ts';

/**
 * Where every place of a template's output comes from, for all payloads: whatever a render reads is among these. Empty for a
 * template that does not parse. Never throws.
 */
export function readLineage({ language, source }: { language: Language; source: string }): Lineage {
  return language === 'jsonata'
    ? { produces: 'value', ...readValueLineage(source) }
    : { produces: 'text', ...readTextLineage(source) };
}
