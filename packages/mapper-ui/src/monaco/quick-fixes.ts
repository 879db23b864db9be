import type { Language } from '@postmap/engine';
import type { editor } from 'monaco-editor/editor/editor.api';
import { quoteCode } from '../core/split-code.ts';
import type { Monaco } from './load-monaco.ts';
import { toRange } from './model-request.ts';
import type { EditorProblem } from './problem-markers.ts';

const found = new WeakMap<editor.ITextModel, { text: string; problems: readonly EditorProblem[] }>();

/** Says what was found in `text`; its fixes are offered while the model has that text. */
export function offerFixes(model: editor.ITextModel, text: string, problems: readonly EditorProblem[]): void {
  found.set(model, { text, problems });
}

/** The fixes of the problems at hand, by Ctrl+. or where a problem is hovered over. */
export function registerQuickFixes(monaco: Monaco, language: Language): void {
  monaco.languages.registerCodeActionProvider(
    language,
    {
      provideCodeActions(model, range) {
        const offered = found.get(model);
        const problems = offered?.text === model.getValue() ? offered.problems : [];
        const versionId = model.getVersionId();
        const actions = problems.flatMap(({ code, message, severity, span, fix }) => {
          if (fix === undefined || span === undefined) return [];
          const place = toRange(monaco, model, span);
          const { startLineNumber, startColumn, endLineNumber, endColumn } = place;
          const severityOfMarker = monaco.MarkerSeverity[severityNames[severity]];
          if (!monaco.Range.areIntersectingOrTouching(place, range)) return [];
          const edits = fix.edits.map((edit) => ({
            resource: model.uri,
            versionId,
            textEdit: { range: toRange(monaco, model, edit), text: edit.text },
          }));
          return [
            {
              title: fix.title,
              kind: 'quickfix',
              isPreferred: true,
              diagnostics: [
                {
                  startLineNumber,
                  startColumn,
                  endLineNumber,
                  endColumn,
                  code,
                  message: quoteCode(message),
                  severity: severityOfMarker,
                },
              ],
              edit: { edits },
            },
          ];
        });
        return { actions, dispose: () => undefined };
      },
    },
    { providedCodeActionKinds: ['quickfix'] },
  );
}

const severityNames = { error: 'Error', warning: 'Warning', info: 'Info' } as const;
