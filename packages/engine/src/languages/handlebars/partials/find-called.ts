import { diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Diagnostic, Fix } from '../../../diagnostics/diagnostic.ts';
import type { Format } from '../../../formats/format.ts';
import type { CallableTemplate, Partials } from '../../language.ts';
import { quotePart } from '../analysis/template-path.ts';
import type { PartialCall } from './partial-call.ts';

export interface Caller {
  format: Format;
  partials: Partials;
  /** The name that an unknown one may have been meant for. */
  suggest: (name: string) => string | undefined;
}

/** The template that a call names, or why it cannot be called. */
export function findCalled(
  call: PartialCall,
  { format, partials, suggest }: Caller,
): { template: CallableTemplate; name: string } | { fault: Diagnostic } {
  const { name, node } = call;
  if (name === undefined) {
    const message = 'which template is called must be written out: a name that is worked out could be any';
    return { fault: diagnose('partial-refused', message, call.nameSpan) };
  }
  if (Array.isArray(node.params) && node.params.length > 1) {
    const message = `${quote(name)} is called with ${node.params.length} values: it takes one, its context, and name="value" pairs`;
    return { fault: diagnose('invalid-argument', message, call.span) };
  }
  const found = Object.hasOwn(partials, name) ? partials[name] : undefined;
  if (found === undefined) return { fault: describeUnknown(call, name, suggest(name)) };
  if ('unavailable' in found) {
    const message = `${quote(name)} cannot be called: ${found.unavailable}`;
    return { fault: diagnose('partial-unavailable', message, call.nameSpan) };
  }
  if (found.language !== 'handlebars') {
    const message = `${quote(name)} is a JSONata template: only a Handlebars template can be called`;
    return { fault: diagnose('partial-mismatch', message, call.nameSpan) };
  }
  if (found.format !== format) {
    const message = `${quote(name)} has format "${found.format}", and what calls it "${format}": both must have the same`;
    return { fault: diagnose('partial-mismatch', message, call.nameSpan) };
  }
  return { template: found, name };
}

function describeUnknown(call: PartialCall, name: string, nearest: string | undefined): Diagnostic {
  const hint = nearest === undefined ? '' : `; did you mean ${quote(nearest)}?`;
  const diagnostic = diagnose('unknown-partial', `there is no template named ${quote(name)}${hint}`, call.nameSpan);
  // The name of a block stands at its end too.
  return nearest === undefined || call.isBlock ? diagnostic : { ...diagnostic, fix: changeName(call, nearest) };
}

function changeName({ nameSpan }: PartialCall, nearest: string): Fix {
  return { title: `Change to ${nearest}`, edits: [{ ...nameSpan, text: quotePart(nearest) }] };
}

export function quote(name: string): string {
  return JSON.stringify(name);
}
