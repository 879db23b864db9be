import type { Diagnostic, Span } from '../../../diagnostics/diagnostic.ts';
import { positionAt } from '../../../diagnostics/position.ts';

/** A partial that a template reaches, itself or through others. */
export interface LinkedPartial {
  name: string;
  source: string;
  /** The first call in the template that leads to it. */
  call: Span;
}

/** What was found in a partial, as the template that reaches it shows it: at the call, naming the partial and the place there. */
export function placeInPartial(
  { code, severity, message, span }: Diagnostic,
  { name, source, call }: LinkedPartial,
): Diagnostic {
  const place = span === undefined ? undefined : positionAt(source, span.start);
  const at = place === undefined ? '' : ` (${place.line}:${place.column})`;
  return {
    code,
    severity,
    message: `in partial ${JSON.stringify(name)}${at}: ${message}`,
    span: call,
    partial: span === undefined ? { name } : { name, span },
  };
}
