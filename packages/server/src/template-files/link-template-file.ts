import { resolve } from 'node:path';
import { listPartials } from '@postmap/engine';
import type { Callable, Template } from '@postmap/engine';
import { collectPartials } from '../templates/collect-partials.ts';
import { findSiblings } from './find-templates.ts';
import type { FoundTemplate } from './find-templates.ts';

/** A template among others: those that were searched for with it, and those that lie beside it. */
export interface Surroundings {
  /** Its folder, or the file itself. */
  place: string;
  among: readonly FoundTemplate[];
}

/** A template from a file with what it calls, which is found by the names of the templates around it. */
export async function linkTemplateFile(
  { language, source, format, formatOptions, name }: Template,
  { place, among }: Surroundings,
): Promise<Template> {
  const template = { language, source, format, formatOptions, name };
  const names = language === 'handlebars' ? listPartials(source) : [];
  if (names.length === 0) return template;
  const around = new Map([...(await findSiblings(place)), ...among].map((found) => [resolve(found.place), found]));
  const read = [...around.values()].flatMap((found) => (found.kind === 'read' ? [found.file.template] : []));
  const byName = Map.groupBy(read, (one) => one.name);
  const find = async (wanted: string): Promise<Callable | undefined> => {
    const candidates = byName.get(wanted) ?? [];
    const fitting = candidates.filter((one) => one.language === 'handlebars' && one.format === format);
    if (fitting.length > 1) return { unavailable: 'several templates here have this name: rename all but one' };
    const chosen = fitting[0] ?? candidates[0];
    return chosen && { language: chosen.language, source: chosen.source, format: chosen.format };
  };
  return { ...template, partials: await collectPartials(names, { find, names: byName.keys() }) };
}
