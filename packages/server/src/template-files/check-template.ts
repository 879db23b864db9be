import { analyse, checkTarget, inferShape, readTargetText } from '@postmap/engine';
import type { Diagnostic, TargetText, Template } from '@postmap/engine';
import type { KnownPayloads } from './gather-payloads.ts';

/**
 * What is wrong with a template for the payloads it is for, in source order. All of them say which fields there are. How often one is there
 * only samples say, where there are any: a case may leave out what it is not about, or be there to show what comes of it. With a target
 * what it requires and a JSONata template does not make.
 */
export function checkTemplate(
  template: Template,
  payloads: KnownPayloads,
  target: TargetText | null = null,
): Diagnostic[] {
  return [...checkPaths(template, payloads), ...checkFields(template, payloads, target)].toSorted(bySpan);
}

function checkFields(
  { language, source }: Template,
  { samples, cases }: KnownPayloads,
  text: TargetText | null,
): Diagnostic[] {
  if (text === null || language !== 'jsonata') return [];
  const { target } = readTargetText(text);
  const payloads = [...samples, ...cases];
  return target === undefined
    ? []
    : checkTarget(source, target, payloads.length === 0 ? undefined : inferShape(payloads));
}

function checkPaths(template: Template, { samples, cases }: KnownPayloads): Diagnostic[] {
  const payloads = [...samples, ...cases];
  if (payloads.length === 0) return analyse(template);
  const found = analyse(template, inferShape(payloads));
  if (samples.length === 0 || cases.length === 0) return found;
  const others = found.filter(({ code }) => code !== 'maybe-absent');
  const absent = analyse(template, inferShape(samples)).filter(({ code }) => code === 'maybe-absent');
  return [...others, ...absent].toSorted(bySpan);
}

function bySpan(one: Diagnostic, other: Diagnostic): number {
  return (one.span?.start ?? 0) - (other.span?.start ?? 0);
}
