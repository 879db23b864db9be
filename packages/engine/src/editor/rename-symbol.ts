import type { EditorTemplate, RenameResult, SymbolOccurrences } from './editor-request.ts';
import { findHandlebarsOccurrences, renameHandlebars } from './handlebars/rename-handlebars.ts';
import { findJsonataOccurrences, renameJsonata } from './jsonata/rename-jsonata.ts';

const finders = { jsonata: findJsonataOccurrences, handlebars: findHandlebarsOccurrences };
const renamers = { jsonata: renameJsonata, handlebars: renameHandlebars };

/** The variable, lambda parameter or block parameter at the caret with everything that means it. */
export function findOccurrences({ language, source }: EditorTemplate, offset: number): SymbolOccurrences | undefined {
  return finders[language](source, offset);
}

/** Refuses a name that is none, that hides a function, or that would be mistaken for another variable. */
export function renameSymbol({ language, source }: EditorTemplate, offset: number, newName: string): RenameResult {
  return renamers[language](source, offset, newName);
}
