import type { Completion, EditorRequest } from './editor-request.ts';
import { completeHandlebars } from './handlebars/complete-handlebars.ts';
import { completeJsonata } from './jsonata/complete-jsonata.ts';

const completers = { jsonata: completeJsonata, handlebars: completeHandlebars };

/** What can be typed at the caret: fields in scope there with their values in the sample, and what the language has. */
export function complete(request: EditorRequest): Completion {
  return completers[request.template.language](request);
}
