import { listDeepFields } from './list-deep-fields.ts';
import type { DeepField } from './list-deep-fields.ts';
import type { Shape } from './shape.ts';

/** Shorter beginnings of a name are there by chance. */
const CUT_LENGTH = 5;
const REST_OF_WORD = /^[\p{L}\p{N}]/u;

/**
 * The field that was probably meant by its name alone, without the way to it: the nearest one of that name, else one whose name breaks off there
 * within a word: `date_del` of `date_deliver`, while `order` is not meant for `order_id`. Nothing that is in the items of an array.
 */
export function findDeepField(shape: Shape, name: string): DeepField | undefined {
  const wanted = name.toLowerCase();
  const cut: DeepField[] = [];
  for (const field of listDeepFields(shape)) {
    if (field.isMany || field.names.length === 1 || !field.word.startsWith(wanted)) continue;
    if (field.word === wanted) return field;
    if (REST_OF_WORD.test(field.word.slice(wanted.length))) cut.push(field);
  }
  // Of several nobody can tell which.
  return cut.length === 1 && wanted.length >= CUT_LENGTH ? cut[0] : undefined;
}
