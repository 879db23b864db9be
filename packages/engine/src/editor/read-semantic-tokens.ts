import type { EditorTemplate, SemanticToken } from './editor-request.ts';
import { readHandlebarsTokens } from './handlebars/tokens-handlebars.ts';
import { readJsonataTokens } from './jsonata/tokens-jsonata.ts';

const readers = { jsonata: readJsonataTokens, handlebars: readHandlebarsTokens };

/** What each word of the source is, in order; also of text that does not parse. */
export function readSemanticTokens({ language, source }: EditorTemplate): SemanticToken[] {
  return readers[language](source);
}
