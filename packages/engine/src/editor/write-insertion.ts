import type { EditorRequest, FieldStep } from './editor-request.ts';
import { writeHandlebarsInsertion } from './handlebars/write-handlebars-insertion.ts';
import { writeJsonataInsertion } from './jsonata/write-jsonata-insertion.ts';

const writers = { jsonata: writeJsonataInsertion, handlebars: writeHandlebarsInsertion };

/** The text that reads a field of the payload when it is put at the caret: relative to what is in scope there where it can be. */
export function writeInsertion(request: EditorRequest, path: readonly FieldStep[]): string {
  return writers[request.template.language](request, path);
}
