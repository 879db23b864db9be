import { diff } from 'node:util';
import type { Format } from '@postmap/engine';
import { breakBodies } from './break-body.ts';

/** One line of a comparison; `gap` stands for lines left out. */
export interface DifferenceLine {
  kind: 'same' | 'expected' | 'rendered' | 'gap';
  text: string;
}

/** Lines kept around what differs. */
const CONTEXT = 2;
/** Longer comparisons help nobody. */
const MAX_LINES = 60;
/** `diff` is quadratic in time and memory: beyond this only the first difference is shown. */
const MAX_DIFFED = 2_000;
const WINDOW = 100;

/** What differs between two bodies that are not the same, for people: expected and rendered lines, with a few around them. */
export function describeDifference(expected: string, rendered: string, format: Format): DifferenceLine[] {
  const [before, after] = breakBodies(expected, rendered, format);
  const isSameOnceBroken = before.join('\n') === after.join('\n');
  if (isSameOnceBroken || before.length + after.length > MAX_DIFFED) return showFirstDifference(expected, rendered);
  const lines = diff(after, before).map(([operation, text]): DifferenceLine => {
    if (operation === 0) return { kind: 'same', text: show(text) };
    return { kind: operation === -1 ? 'expected' : 'rendered', text: show(text) };
  });
  return cutGaps(putExpectedFirst(lines)).slice(0, MAX_LINES);
}

/** The line, from 1, at which two texts begin to differ. */
export function firstDifferentLine(expected: string, rendered: string): number {
  return expected.slice(0, firstDifference(expected, rendered)).split('\n').length;
}

function showFirstDifference(expected: string, rendered: string): DifferenceLine[] {
  const at = firstDifference(expected, rendered);
  const from = Math.max(0, at - WINDOW / 2);
  const cut = (text: string): string => `${from > 0 ? '…' : ''}${show(text.slice(from, at + WINDOW / 2), true)}`;
  return [
    { kind: 'expected', text: cut(expected) },
    { kind: 'rendered', text: cut(rendered) },
  ];
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

/** Within one run of changes, what was expected comes before what came. */
function putExpectedFirst(lines: DifferenceLine[]): DifferenceLine[] {
  const ordered: DifferenceLine[] = [];
  let run: DifferenceLine[] = [];
  const flush = (): void => {
    ordered.push(...run.filter(({ kind }) => kind === 'expected'), ...run.filter(({ kind }) => kind === 'rendered'));
    run = [];
  };
  for (const line of lines) {
    if (line.kind !== 'same') run.push(line);
    else {
      flush();
      ordered.push(line);
    }
  }
  flush();
  return ordered;
}

function cutGaps(lines: DifferenceLine[]): DifferenceLine[] {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== 'same');
  const kept: DifferenceLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (isNear(index)) kept.push(line);
    else if (kept.at(-1)?.kind !== 'gap') kept.push({ kind: 'gap', text: '…' });
  }
  return kept;
}

/** Characters that a terminal would hide or obey, as escapes. */
function show(text: string, withLineBreaks = false): string {
  const visible = text.replace(/[\p{Cc}\u2028\u2029\ufeff\u00a0\u200b]/gu, (character) => {
    if (character === '\t' || (character === '\n' && !withLineBreaks)) return character;
    return NAMED[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
  return visible.length > 2 * WINDOW ? `${visible.slice(0, 2 * WINDOW)}…` : visible;
}

const NAMED: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n' };
