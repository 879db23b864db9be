import { applyEdits } from '../../diagnostics/text-edit.ts';
import { describedFunctions } from '../describe-function.ts';
import type { Edit, RenameResult, SymbolOccurrences } from '../editor-request.ts';
import { resolveParameters } from './resolve-parameters.ts';

const NAME = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;
const WORDS = new Set(['this', 'else', 'true', 'false', 'null', 'undefined', 'as']);

/** The block parameter at the caret. */
export function findHandlebarsOccurrences(source: string, offset: number): SymbolOccurrences | undefined {
  const names = resolveParameters(source);
  const found = names.find(({ start, end }) => start <= offset && offset <= end)?.parameter;
  if (found === undefined) return undefined;
  const occurrences = names.filter(({ parameter }) => parameter === found).map(({ start, end }) => ({ start, end }));
  return { name: found.name, definitions: [found.span], occurrences };
}

export function renameHandlebars(source: string, offset: number, name: string): RenameResult {
  const found = findHandlebarsOccurrences(source, offset);
  if (found === undefined) return { refusal: 'only parameters of blocks can be renamed' };
  if (!NAME.test(name) || WORDS.has(name)) {
    return { refusal: `${name} is no name: use letters, digits, _ and -, and begin with a letter` };
  }
  if (describedFunctions.handlebars.has(name)) return { refusal: `${name} would hide the helper of that name` };
  const edits = found.occurrences.map((span): Edit => ({ ...span, text: name }));
  if (describeMeaning(source).join() === describeMeaning(applyEdits(source, edits)).join()) return { edits };
  return { refusal: `there is a ${name} already, and one of both would be mistaken for the other` };
}

/** For each name in source order which one defines it, or the name where none does. */
function describeMeaning(source: string): (number | string)[] {
  const names = resolveParameters(source);
  return names.map(({ name, parameter }) =>
    parameter === undefined ? name : names.findIndex(({ start }) => start === parameter.span.start),
  );
}
