import { joinSteps, writeName } from '../../languages/jsonata/write-name.ts';
import type { EditorRequest, FieldStep } from '../editor-request.ts';
import { findRelativePath } from '../find-relative-path.ts';
import { readPayloadSpots } from '../payload-spots.ts';
import { findScope } from './find-scope.ts';
import { openTemplate } from './open-template.ts';
import { readCaret } from './read-caret.ts';

/** JSONata goes through arrays by itself. */
export function writeJsonataInsertion(request: EditorRequest, path: readonly FieldStep[]): string {
  const payload = readPayloadSpots(request, '$');
  const caret = readCaret(request.template.source, request.offset);
  const scope = caret === undefined ? undefined : findScope(caret.nodes, openTemplate(request));
  const relative = findRelativePath(path, scope?.item ?? payload.root);
  if (relative !== undefined) return caret?.kind === 'step' ? writeSteps(relative) : writePath(relative);
  return caret?.kind === 'step' ? writeSteps(path) : `$$.${writeSteps(path)}`;
}

function writeSteps(path: readonly FieldStep[]): string {
  return path.map(({ key }) => writeName(key)).join('.');
}

function writePath(path: readonly FieldStep[]): string {
  return path.length === 0
    ? '$'
    : joinSteps(
        undefined,
        path.map(({ key }) => key),
      );
}
