import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Shape } from '../shapes/shape.ts';
import { addMissing } from './add-missing.ts';
import { editMapping } from './edit.ts';
import type { Mapping } from './mapping.ts';
import { missingTargets } from './missing-targets.ts';
import { readMapping } from './project.ts';
import type { Target, TargetField } from './read-target.ts';
import { describePointer } from './write-source.ts';

/**
 * A warning `target-missing` for each field that the target requires and a JSONata source does not make, at the object that it
 * should be in, with the fix that adds it empty. What may be left out is required only where it is made; of what is missing as a
 * whole only the whole is told. None for a source that is no JSONata.
 */
export function checkTarget(source: string, target: Target, shape?: Shape): Diagnostic[] {
  const mapping = readMapping(source, shape);
  if (mapping.projection.faults.length > 0) return [];
  const missing = missingTargets(mapping.projection, target);
  const absent = new Set(missing.map(({ pointer }) => pointer));
  return missing.flatMap((field) =>
    field.required && !listHolders(field.pointer).some((pointer) => absent.has(pointer))
      ? [report(mapping, target, field)]
      : [],
  );
}

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

/** Outermost first. */
function listHolders(pointer: string): string[] {
  const holders: string[] = [];
  for (let end = pointer.indexOf('/', 1); end !== -1; end = pointer.indexOf('/', end + 1)) {
    holders.push(pointer.slice(0, end));
  }
  return holders;
}
