import type { RunCasesInput, TemplateCaseResource } from '@postmap/server/contract';
import { useMutation } from '@tanstack/react-query';
import { changeCase, createCase, deleteCase, runCases } from '../../api/template-cases.ts';
import { announceError, announceUndoable } from '../../components/Toast.tsx';
import { nameCase } from '../../core/case-draft.ts';
import { buildPreviewContext } from '../../core/mapper/preview-context.ts';
import { readsContext } from '../../core/mapper/reads-context.ts';
import { useCasesChanged } from '../../state/useCasesChanged.ts';
import type { PreviewInput, PreviewOutcome } from '../../workers/preview-protocol.ts';
import type { SourcePayload } from './useSourcePayload.ts';

interface Saved {
  input: PreviewInput;
  outcome: PreviewOutcome;
  payload: SourcePayload;
  taken: readonly string[];
}

/** Makes a case of what is in and what came out. It can be undone for a moment. */
export function useSaveCase(templateId: string) {
  const refresh = useCasesChanged(templateId);
  const undo = async (made: TemplateCaseResource): Promise<void> => {
    try {
      await deleteCase(made);
      await refresh();
    } catch (error) {
      announceError(error, 'The case was not taken back');
    }
  };
  return useMutation({
    mutationFn: (saved: Saved) => saveCase(templateId, saved),
    onSuccess: async (made) => {
      announceUndoable(
        `Saved as case “${made.name}”`,
        made.expected === null ? 'It expects that rendering fails.' : 'It expects the output that you see.',
        () => void undo(made),
      );
      await refresh();
    },
    onError: (error) => announceError(error, 'The case was not saved'),
  });
}

async function saveCase(templateId: string, { input, outcome, payload, taken }: Saved): Promise<TemplateCaseResource> {
  const { language, source, format, formatOptions, eventType, facts } = input;
  const draft: RunCasesInput['draft'] = { language, source, format, formatOptions };
  const { sample } = payload;
  const made = await createCase(templateId, {
    name: nameCase(sample?.name ?? 'custom payload', taken),
    ...(sample === undefined ? { payload: payload.text, sampleId: null } : { payload: null, sampleId: sample.id }),
    context: readsContext(language, source) ? buildPreviewContext(eventType, facts, Date.now()) : {},
    expected: outcome.ok ? (outcome.query ?? outcome.body) : null,
    expectedDiagnostics: '',
  });
  // What is reported, and what hangs on the time of the event, is as the server has it: that is who judges the case from now on.
  const { results } = await runCases(templateId, { draft, caseIds: [made.id] });
  const [result] = results;
  if (result === undefined || result.status === 'passed' || !result.conclusive) return made;
  return changeCase(made, { expected: result.rendered, expectedDiagnostics: result.reported });
}
