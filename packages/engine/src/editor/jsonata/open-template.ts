import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import type { SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import type { EditorRequest } from '../editor-request.ts';
import { readPayloadSpots } from '../payload-spots.ts';
import { readSpot } from './read-spot.ts';
import { openScope } from './scope.ts';
import type { Scope } from './scope.ts';

/** The scope of a whole template; `root` is its tree, where that is known. */
export function openTemplate(request: EditorRequest, root?: SyntaxNode): Scope {
  let tree = root;
  const whole = (): SyntaxNode => (tree ??= parseTree(request.template.source).root);
  return openScope({ payload: readPayloadSpots(request, '$'), whole, reader: readSpot });
}
