import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { applyEdits } from '../diagnostics/text-edit.ts';
import type { Shape, ValueType } from '../shapes/shape.ts';
import type { Action } from './action.ts';
import { addMissing } from './add-missing.ts';
import { editMapping } from './edit.ts';
import type { Mapping } from './mapping.ts';
import { listMisfits, listMissingRequired } from './missing-targets.ts';
import type { Misfit } from './missing-targets.ts';
import { readMapping } from './project.ts';
import type { Target, TargetField } from './read-target.ts';
import { describePointer } from './write-source.ts';

/**
 * A warning `target-missing` for each field that the target requires and a JSONata source does not make, at the object that it
 * should be in, with the fix that adds it empty. What may be left out is required only where it is made; of what is missing as a
 * whole only the whole is told. With the shape of the payloads, a warning `target-type` for what gives a list where an object is wanted, or the
 * other way around, and the like, with the fix that makes it one where there is such; what is in it is not told then. None for a source that is no
 * JSONata.
 */
export function checkTarget(source: string, target: Target, shape?: Shape): Diagnostic[] {
  const mapping = readMapping(source, shape);
  if (mapping.projection.faults.length > 0) return [];
  const misfits = listMisfits(mapping.projection, target);
  const absent = listMissingRequired(mapping.projection, target);
  return [
    ...misfits.map((misfit) => reportMisfit(mapping, target, misfit)),
    ...absent.map((field) => report(mapping, target, field)),
  ];
}

function reportMisfit(mapping: Mapping, target: Target, misfit: Misfit): Diagnostic {
  const { row, field, gives } = misfit;
  const wanted = TYPES[field.type ?? 'null'];
  const message = `the target wants ${wanted} in \`${describePointer(field.pointer)}\`, and this gives ${TYPES[gives]}`;
  const diagnostic = diagnose('target-type', message, { ...row.valueSpan });
  const fix = mendMisfit(mapping, target, misfit);
  return fix === undefined ? diagnostic : { ...diagnostic, fix };
}

/** The first of what can be done that leaves nothing to tell. */
function mendMisfit({ source, shape }: Mapping, target: Target, { row, field }: Misfit): Fix | undefined {
  const { id } = row;
  const mends: [title: string, action: Action][] =
    field.type === 'array'
      ? [['Make it a list', { type: 'wrap', row: id }]]
      : [
          ['Without the list', { type: 'unwrap', row: id }],
          ['Only the first one', { type: 'aggregate', row: id, by: 'first' }],
        ];
  for (const [title, action] of mends) {
    const { edits, reason } = editMapping(readMapping(source, shape), action);
    if (reason !== undefined) continue;
    const { projection } = readMapping(applyEdits(source, edits), shape);
    if (!listMisfits(projection, target).some((left) => left.row.id === id)) return { title, edits };
  }
  return undefined;
}

const TYPES: Record<ValueType, string> = {
  array: 'a list',
  object: 'an object',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

function report(mapping: Mapping, target: Target, field: TargetField): Diagnostic {
  const name = describePointer(field.pointer);
  const message = `the target requires \`${name}\`, and nothing makes it`;
  const action = addMissing(mapping.projection, target, field);
  const row = action === undefined ? undefined : mapping.sites.get(action.holder)?.row;
  const { start, end } = row?.object?.span ?? row?.keySpan ?? row?.valueSpan ?? { start: 0, end: 0 };
  const span = row?.object === undefined ? { start, end } : { start, end: start + 1 };
  const diagnostic = diagnose('target-missing', message, span);
  const result = action === undefined ? undefined : editMapping(mapping, action);
  if (result === undefined || result.reason !== undefined) return diagnostic;
  return { ...diagnostic, fix: { title: `Add ${name}`, edits: result.edits } };
}
