import { unescapeToken } from '@postmap/engine';
import type { Lineage, LineageOf, Trace, TracedRead } from '@postmap/engine';

/**
 * The reads of a trace that are not among those of the static lineage, for people; none where the analysis holds. Objects in
 * `iterated` (JSON Pointers) are gone through field by field, as arrays are: their fields have no names there.
 */
export function listUnforeseen(
  lineage: Lineage,
  trace: Trace,
  payload: unknown,
  context: object = {},
  iterated: ReadonlySet<string> = new Set(),
): string[] {
  const roots = new Map<string, unknown>([['$$', payload]]);
  for (const [name, value] of Object.entries(context)) roots.set(`$${name}`, value);
  if (lineage.produces === 'value' && trace.produces === 'value') {
    return trace.reads
      .filter((read) => !isForeseen(lineage, read, dropPositions(read.output, trace.value), roots))
      .map(({ output, root, input, role }) => `${output} ${role} ${root}${input}`);
  }
  if (lineage.produces !== 'text' || trace.produces !== 'text')
    return ['the lineage is of another kind than the trace'];
  return trace.reads
    .filter((read) => {
      // Reads are listed with the range of the tag that they were read for; several tags may put out the same range.
      const tags = trace.origins.filter(
        ({ output }) => output.start <= read.output.start && output.end >= read.output.end,
      );
      const paths = listPaths(read.input, roots.get(read.root), iterated);
      return !lineage.reads.some(
        ({ output, input, role }) =>
          tags.some(({ span }) => span.start >= output.start && span.end <= output.end) &&
          isRole(role, read.role) &&
          paths.some((names) => isAbove(splitReading(input), [read.root, ...names])),
      );
    })
    .map(({ output, root, input, role }) => `${trace.text.slice(output.start, output.end)} ${role} ${root}${input}`);
}

function isForeseen(
  { reads }: LineageOf<string>,
  read: TracedRead<string>,
  output: string[],
  roots: ReadonlyMap<string, unknown>,
): boolean {
  const input = [read.root, ...dropPositions(read.input, roots.get(read.root))];
  return reads.some(
    (foreseen) =>
      isRole(foreseen.role, read.role) &&
      isAbove(foreseen.output.split('/').slice(1).map(unescape), output) &&
      isAbove(splitReading(foreseen.input), input),
  );
}

/** What decides may be part of a value; what is part of a value must be foreseen as such. */
function isRole(foreseen: string, read: string): boolean {
  return foreseen === 'value' || foreseen === read;
}

/** A place stands for all that is below it. */
function isAbove(above: string[], names: string[]): boolean {
  return above.length <= names.length && above.every((name, index) => name === '*' || name === names[index]);
}

/** The names of a JSON Pointer, without the positions of arrays. */
function dropPositions(pointer: string, root: unknown): string[] {
  const names: string[] = [];
  let value = root;
  for (const token of pointer.split('/').slice(1).map(unescape)) {
    if (!isPosition(value, token)) names.push(token);
    value = typeof value === 'object' && value !== null ? Reflect.get(value, token) : undefined;
  }
  return names;
}

/** The names of a JSON Pointer, with those of iterated objects' fields and without. */
function listPaths(pointer: string, root: unknown, iterated: ReadonlySet<string>): string[][] {
  let paths: string[][] = [[]];
  let value = root;
  let place = '';
  for (const token of pointer.split('/').slice(1)) {
    const named = paths.map((names) => [...names, unescapeToken(token)]);
    if (!isPosition(value, token)) paths = iterated.has(place) ? [...paths, ...named] : named;
    place = `${place}/${token}`;
    value = typeof value === 'object' && value !== null ? Reflect.get(value, unescapeToken(token)) : undefined;
  }
  return paths;
}

/** What is asked of an array and is no position has a name. */
function isPosition(value: unknown, token: string): boolean {
  return Array.isArray(value) && /^\d+$/.test(token);
}

/** `$$.order.`odd name`` as its names. */
function splitReading(reading: string): string[] {
  return [...reading.matchAll(/`([^`]*)`|[^.`]+/g)].map(([text, quoted]) => quoted ?? text);
}
