import type { EditorRequest, SignatureHelp } from './editor-request.ts';
import { findHandlebarsSignature } from './handlebars/signature-handlebars.ts';
import { findJsonataSignature } from './jsonata/signature-jsonata.ts';

const finders = { jsonata: findJsonataSignature, handlebars: findHandlebarsSignature };

/** The function whose arguments the caret is among, and which of them it is at. */
export function findSignature(request: EditorRequest): SignatureHelp | undefined {
  return finders[request.template.language](request);
}
