import { bindingPower } from '../languages/jsonata/tree/binding-powers.ts';
import { walkTree } from '../languages/jsonata/tree/syntax-node.ts';
import type { Action } from './action.ts';
import { checkExpression, readCore } from './check-expression.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { needsBrackets } from './needs-brackets.ts';
import { findSiteShape } from './row-shape.ts';
import { isConversion, writeConversion } from './write-conversion.ts';
import { writeSource } from './write-source.ts';
import { writeStatic, writeText } from './write-value.ts';

type Named<Type extends Action['type']> = Extract<Action, { type: Type }>;

/** Another expression for a row. */
export function replaceValue(mapping: Mapping, { row, node }: RowSite, text: string): Draft | Refusal {
  const wrong = checkExpression(text);
  if (wrong !== undefined) return wrong;
  const { start, end } = row.valueSpan;
  const isEmpty = node.kind === 'missing';
  const at = isEmpty ? mapping.source.trimEnd().length : start;
  const edit = { start: at, end: isEmpty ? at : end, text };
  return { edits: [edit], select: { edit, from: 0, to: text.length }, expect: { edit, text: readCore(text) } };
}

export function setStatic(mapping: Mapping, { value }: Named<'setStatic'>, site: RowSite): Draft | Refusal {
  const quote = site.core.kind === 'string' ? mapping.source.charAt(site.core.start) : '"';
  const draft = replaceValue(mapping, site, writeStatic(value, quote));
  if (!('edits' in draft) || typeof value !== 'string' || draft.select === undefined) return draft;
  const { edit, from, to } = draft.select;
  return { ...draft, select: { edit, from: from + 1, to: to - 1 } };
}

export function mapDrop(mapping: Mapping, action: Named<'mapDrop'>, site: RowSite): Draft | Refusal {
  const { sourcePointer, mode } = action;
  const { row, core } = site;
  const isInCore = typeof mode === 'object' && mode.insert >= core.start && mode.insert <= core.end;
  const written = writeSource(mapping, isInCore ? site.coreScope : row.scope, { sourcePointer, as: 'path' });
  if ('reason' in written) return written;
  if (mode === 'replace') return replaceValue(mapping, site, written.text);
  if (mode === 'append') return appendPath(mapping, site, written.text);
  return insertPath(mapping, site, written.text, mode.insert);
}

function appendPath(mapping: Mapping, site: RowSite, path: string): Draft | Refusal {
  const { row, node } = site;
  if (row.kind === 'literal' && (row.value === null || row.value === '')) return replaceValue(mapping, site, path);
  if (row.kind === 'object' || row.kind === 'loop' || row.kind === 'list') {
    return refuse('what it gives is no text that a field could be put behind');
  }
  const { start, end } = row.valueSpan;
  const isLoose = needsBrackets(node, bindingPower('&') - 1);
  const edit = { start: end, end, text: `${isLoose ? ')' : ''} & ${path}` };
  const edits = isLoose ? [{ start, end: start, text: '(' }, edit] : [edit];
  return { edits, select: { edit, from: edit.text.length - path.length, to: edit.text.length } };
}

/** In the middle of a text the text is parted. */
function insertPath(mapping: Mapping, site: RowSite, path: string, offset: number): Draft | Refusal {
  const { start, end } = site.row.valueSpan;
  if (offset < start || offset > end) return refuse('that place is not in its value');
  const text = [...walkTree(site.node)].find(
    (node) => node.kind === 'string' && node.start < offset && offset < node.end,
  );
  const quote = text === undefined ? '' : mapping.source.charAt(text.start);
  const written = text === undefined ? path : `${quote} & ${path} & ${quote}`;
  const edit = { start: offset, end: offset, text: written };
  const from = written.indexOf(path);
  return { edits: [edit], select: { edit, from, to: from + path.length } };
}

export function convert(mapping: Mapping, { to, picture }: Named<'convert'>, site: RowSite): Draft | Refusal {
  const { row, node } = site;
  if (row.kind === 'object' || row.kind === 'loop' || row.kind === 'list') {
    return refuse('what it gives is no single value');
  }
  const { start, end } = row.valueSpan;
  const { before, after } = writeConversion(to, findSiteShape(mapping, row), picture);
  const name = before.slice(0, -1);
  if (
    row.kind === 'fn' &&
    isConversion(row.fn.name) &&
    name !== '' &&
    node.kind === 'call' &&
    node.arguments.length === 1
  ) {
    return {
      edits: [
        { ...row.fn.span, text: name },
        { start: end - 1, end, text: after },
      ],
    };
  }
  const edit = { start: end, end, text: after };
  return { edits: [{ start, end: start, text: before }, edit] };
}

export function aggregate(mapping: Mapping, action: Named<'aggregate'>, site: RowSite): Draft | Refusal {
  const { by, separator } = action;
  const { row } = site;
  const [only, second] = mapping.projection.links.filter((link) => link.row === row.id);
  const isOne = row.kind === 'path' && only !== undefined && second === undefined && only.role === 'value';
  const sourcePointer = action.sourcePointer ?? (isOne ? only.sourcePointer : undefined);
  if (sourcePointer !== undefined) {
    const written = writeSource(mapping, row.scope, { sourcePointer, as: by, separator });
    return 'reason' in written ? written : replaceValue(mapping, site, written.text);
  }
  const { start, end } = row.valueSpan;
  if (site.node.kind === 'missing') return refuse('there is no value yet');
  const around = {
    first: ['(', ')[0]'],
    sum: ['$sum(', ')'],
    count: ['$count(', ')'],
    join: ['$join(', `, ${writeText(separator ?? ', ')})`],
  } as const;
  const [before, after] = around[by];
  return {
    edits: [
      { start, end: start, text: before },
      { start: end, end, text: after },
    ],
  };
}

export function toggle(mapping: Mapping, site: RowSite): Draft | Refusal {
  const { row } = site;
  if (row.kind !== 'literal' || typeof row.value !== 'boolean')
    return refuse('only true and false can be turned around');
  return replaceValue(mapping, site, String(!row.value));
}
