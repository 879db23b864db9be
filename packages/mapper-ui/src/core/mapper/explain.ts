import type { Language } from '@postmap/engine';
import { describeFunctions } from './function-reference.ts';
import type { DescribedFunction } from './function-reference.ts';
import { HANDLEBARS_HELPERS } from './handlebars-helpers.ts';
import { locateHandlebarsCaret } from './handlebars-scope.ts';
import { JSONATA_CONTEXT, JSONATA_FUNCTIONS } from './jsonata-functions.ts';
import { scanJsonata } from './jsonata-tokens.ts';

/** What the word from `start` to `end` calls. */
export interface Explanation extends DescribedFunction {
  readonly start: number;
  readonly end: number;
}

/** What is called at `offset`, for hovering over it; undefined where that is no function of the language. */
export function explainAt(language: Language, source: string, offset: number): Explanation | undefined {
  const word = language === 'jsonata' ? findVariable(source, offset) : findHelper(source, offset);
  if (word === undefined) return undefined;
  const known =
    language === 'jsonata'
      ? [...describeFunctions('jsonata'), ...JSONATA_FUNCTIONS, ...JSONATA_CONTEXT]
      : [...describeFunctions('handlebars'), ...HANDLEBARS_HELPERS];
  const found = known.find(({ name }) => name === word.text);
  return found && { name: found.name, signature: found.signature, text: found.text, start: word.start, end: word.end };
}

interface Word {
  text: string;
  start: number;
  end: number;
}

function findVariable(source: string, offset: number): Word | undefined {
  return scanJsonata(source).tokens.find(
    ({ kind, start, end }) => kind === 'variable' && start <= offset && offset <= end,
  );
}

function findHelper(source: string, offset: number): Word | undefined {
  const before = /[\w-]*$/.exec(source.slice(0, offset))?.[0] ?? '';
  const after = /^[\w-]*/.exec(source.slice(offset))?.[0] ?? '';
  const word = { text: before + after, start: offset - before.length, end: offset + after.length };
  const caret = locateHandlebarsCaret(source, word.end);
  const called = caret.kind === 'block' || (caret.kind === 'expression' && caret.first);
  return called && caret.start === word.start ? word : undefined;
}
