import type { Lineage, ReadRole, Trace } from '@postmap/engine';

interface Place {
  output: string;
  spans: { start: number; end: number }[];
  reads: { input: string; role: ReadRole; spans: { start: number; end: number }[] }[];
}

/**
 * Lineage as people read it: each place of the output, `=` the expressions that make it, and below it its inputs, `<-` of its
 * value, `?` of what decides about it, each with the expressions that read it.
 */
export function describeLineage(source: string, lineage: Lineage | Trace): string {
  const name = (output: string | { start: number; end: number }): string => {
    if (typeof output === 'string') return output === '' ? '(all)' : output;
    const isTraced = 'text' in lineage;
    const text = JSON.stringify(shorten((isTraced ? lineage.text : source).slice(output.start, output.end)));
    return isTraced
      ? `${output.start}-${output.end} ${text}`
      : `line ${source.slice(0, output.start).split('\n').length}`;
  };
  const places = new Map<string, Place>();
  const find = (output: string | { start: number; end: number }): Place => {
    const key = typeof output === 'string' ? output : `${output.start}-${output.end}`;
    const place = places.get(key) ?? { output: name(output), spans: [], reads: [] };
    places.set(key, place);
    return place;
  };
  for (const origin of lineage.origins)
    find(origin.output).spans.push(...('spans' in origin ? origin.spans : [origin.span]));
  for (const read of lineage.reads) {
    const input = 'root' in read ? `${read.root}${read.input}` : read.input;
    find(read.output).reads.push({ input, role: read.role, spans: 'spans' in read ? read.spans : [read.span] });
  }
  const quote = (spans: Place['spans']): string =>
    [...new Set(spans.map(({ start, end }) => shorten(source.slice(start, end))))].join('  |  ');
  return [...places.values()]
    .map(({ output, spans, reads }) => {
      const width = Math.max(0, ...reads.map(({ input }) => input.length));
      const lines = reads.map(
        (read) => `  ${read.role === 'value' ? '<-' : ' ?'} ${read.input.padEnd(width)}  ${quote(read.spans)}\n`,
      );
      return `${output}${spans.length === 0 ? '' : `  =  ${quote(spans)}`}\n${lines.join('')}`;
    })
    .join('');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 72 ? `${line.slice(0, 71)}…` : line;
}
