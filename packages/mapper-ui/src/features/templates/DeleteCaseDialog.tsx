import type { TemplateCaseResource } from '@postmap/server/contract';
import { useMutation } from '@tanstack/react-query';
import { deleteCase } from '../../api/template-cases.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';
import { useCasesChanged } from '../../state/useCasesChanged.ts';

export function DeleteCaseDialog({ wanted, onClose }: { wanted: TemplateCaseResource; onClose: () => void }) {
  const refresh = useCasesChanged(wanted.templateId);
  const remove = useMutation({
    mutationFn: () => deleteCase(wanted),
    onSuccess: async () => {
      announce(`The case ${wanted.name} is deleted`);
      onClose();
      await refresh();
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the case ${wanted.name}?`}
      action="Delete case"
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
    >
      <p className="text-mut">
        {wanted.sampleId === null
          ? 'Its payload and what it expects are gone then; this cannot be undone.'
          : 'What it expects is gone then, its sample stays; this cannot be undone.'}
      </p>
    </ConfirmDialog>
  );
}
