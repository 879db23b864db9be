import { findTemplates } from '../template-files/find-templates.ts';
import type { FoundTemplate } from '../template-files/find-templates.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';

/** The templates of several places, each once; of this folder where none is named. Rejects with CommandError when there is none at all. */
export async function findAllTemplates(places: readonly string[]): Promise<FoundTemplate[]> {
  const asked = places.length === 0 ? ['.'] : places;
  const found = (await Promise.all(asked.map(findTemplates))).flat();
  if (found.length > 0) return [...new Map(found.map((one) => [one.place, one])).values()];
  throw new CommandError(
    `There is no template in ${asked.join(', ')}: a template is a file that ends in .jsonata or .hbs, or a folder with template.json.`,
    EXIT.wrongUse,
  );
}
