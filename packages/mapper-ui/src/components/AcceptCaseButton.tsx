import type { CaseResult, TemplateCaseResource } from '@postmap/server/contract';
import { useMutation } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { changeCase } from '../api/template-cases.ts';
import { useCasesChanged } from '../state/useCasesChanged.ts';
import { Button } from './Button.tsx';
import { announceError, announceUndoable } from './Toast.tsx';

/** The change was meant: the case expects from now on what the draft gives. */
export function AcceptCaseButton({ wanted, result }: { wanted: TemplateCaseResource; result: CaseResult }) {
  const refresh = useCasesChanged(wanted.templateId);
  const accept = useMutation({
    mutationFn: () => changeCase(wanted, { expected: result.rendered, expectedDiagnostics: result.reported }),
    onSuccess: async (changed) => {
      const { expected, expectedDiagnostics } = wanted;
      const undo = async (): Promise<void> => {
        try {
          await changeCase(changed, { expected, expectedDiagnostics });
          await refresh();
        } catch (error) {
          announceError(error, 'The case was not put back');
        }
      };
      announceUndoable(`${wanted.name} expects what comes now`, 'It passes on this draft.', () => void undo());
      await refresh();
    },
    onError: (error) => announceError(error, 'The case was not changed'),
  });
  return (
    <Button icon={<Check />} busy={accept.isPending} onClick={() => accept.mutate()}>
      {result.rendered === null ? 'Expect that it fails' : 'Expect what comes now'}
    </Button>
  );
}
