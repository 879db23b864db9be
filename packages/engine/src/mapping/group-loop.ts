import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import type { LoopSite } from './edit-loop.ts';
import type { Mapping } from './mapping.ts';
import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { seeThrough } from './see-through.ts';

/** `[src.{…}]` becomes `src{by: [$.{…}]}`: the same for the items of each value of the key. */
export function groupLoop({ source }: Mapping, { row, node, core }: LoopSite, by: string): Draft | Refusal {
  const { loop } = row;
  if (loop.form === 'group') {
    const { groupKeySpan } = loop;
    if (groupKeySpan === undefined) return refuse('its key cannot be read');
    return { edits: [{ ...groupKeySpan, text: by }] };
  }
  if (loop.form !== 'path' || core.kind !== 'path') return refuse('only a path can be grouped');
  if (loop.index !== undefined || loop.item !== undefined) return refuse('take the variable of the loop away first');
  const dot = findDot(source, core);
  if (dot === undefined) return refuse('its steps cannot be read');
  const edit = { start: dot, end: dot + 1, text: `{${by}: ${loop.keepArray ? '[' : ''}$.` };
  const isBracketed = node.kind === 'array';
  if (loop.keepArray && !isBracketed) return refuse('write its list as […] first');
  const edits = isBracketed
    ? [
        { ...node.token, text: '' },
        edit,
        { start: core.end, end: core.end, text: ']}' },
        { start: node.end - 1, end: node.end, text: '' },
      ]
    : [edit, { start: core.end, end: core.end, text: '}' }];
  return { edits, select: { edit, from: 1, to: 1 + by.length } };
}

/** The dot before the last step. */
function findDot(source: string, core: SyntaxNode & { kind: 'path' }): number | undefined {
  const [before, last] = core.steps.slice(-2);
  if (before === undefined || last === undefined) return undefined;
  const between = source.slice(before.end, last.start);
  return between.trim() === '.' ? before.end + between.indexOf('.') : undefined;
}

export function ungroupLoop({ source }: Mapping, { row, core }: LoopSite): Draft | Refusal {
  if (row.loop.form !== 'group' || core.kind !== 'group') return refuse('it is not grouped');
  const [pair, second] = core.pairs;
  if (pair === undefined || second !== undefined) return refuse('it makes more than one field for each value');
  const { core: body, blocks } = seeThrough(pair.value);
  const [dollar, made] = body.kind === 'path' ? body.steps : [];
  const isPlain = dollar?.kind === 'variable' && dollar.name === '' && blocks.length === 0;
  if (body.kind !== 'path' || !isPlain || made === undefined || body.steps.length !== 2) {
    return refuse('what it makes of each group is no list of objects');
  }
  const isList = pair.value.kind === 'array';
  const text = source.slice(made.start, made.end);
  return {
    edits: [
      ...(isList ? [{ start: core.start, end: core.start, text: '[' }] : []),
      { start: core.target.end, end: core.end, text: `.${text}${isList ? ']' : ''}` },
    ],
  };
}
