import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { QuickFix } from './editor-request.ts';

/** The fixes of what `analyse` found in or at `span`, in the order of the findings. */
export function listQuickFixes(diagnostics: readonly Diagnostic[], span: Span): QuickFix[] {
  return diagnostics.flatMap(({ code, fix, span: place }): QuickFix[] => {
    if (fix === undefined || (place !== undefined && (place.end < span.start || span.end < place.start))) return [];
    return [{ title: fix.title, edits: fix.edits, code, span: place }];
  });
}
