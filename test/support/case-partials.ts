import type { Format, Partials } from '@postmap/engine';
import { requireSection } from './case-file.ts';
import type { CaseSections } from './case-file.ts';

/** Sections `partial <name>`, Handlebars of the template's format, and `partials.json` with others as the engine takes them. */
export function readPartials(sections: CaseSections, format: Format): Partials {
  const others: Partials = JSON.parse(sections.get('partials.json') ?? '{}');
  const sources = [...sections.keys()].flatMap((section) => {
    const name = /^partial (.+)$/.exec(section)?.[1];
    return name === undefined ? [] : [[name, requireSection(sections, section)] as const];
  });
  const own = sources.map(([name, source]) => [name, { language: 'handlebars', format, source }] as const);
  return { ...others, ...Object.fromEntries(own) };
}
