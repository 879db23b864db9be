import type { EditorRequest, Hover } from './editor-request.ts';
import { hoverHandlebars } from './handlebars/hover-handlebars.ts';
import { hoverJsonata } from './jsonata/hover-jsonata.ts';

const describers = { jsonata: hoverJsonata, handlebars: hoverHandlebars };

/** What the word at the caret means: where a path leads and what the sample has there, how a function is called, what a variable holds. */
export function describeHover(request: EditorRequest): Hover | undefined {
  return describers[request.template.language](request);
}
