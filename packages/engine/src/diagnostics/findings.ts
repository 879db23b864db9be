import { diagnose } from './diagnostic.ts';
import type { Diagnostic, Fix, Span } from './diagnostic.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';

/** What an analysis finds; one for a code and a place, however often the place is met. */
export class Findings {
  private readonly found = new Map<string, Diagnostic>();

  add(code: DiagnosticCode, message: string, { start, end }: Span, fix?: Fix): void {
    const place = `${code} ${start} ${end}`;
    if (this.found.has(place)) return;
    const diagnostic = diagnose(code, message, { start, end });
    this.found.set(place, fix === undefined ? diagnostic : { ...diagnostic, fix });
  }

  inSourceOrder(): Diagnostic[] {
    return [...this.found.values()].toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  }
}
