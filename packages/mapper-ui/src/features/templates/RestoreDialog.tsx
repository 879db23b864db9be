import type { Revision, TemplateResource } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { changeTemplate, restoreRevision, templateQuery, templatesQuery } from '../../api/templates.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce, announceError, announceUndoable } from '../../components/Toast.tsx';

const route = getRouteApi('/shell/templates/$templateId/details');

interface RestoreDialogProps {
  template: TemplateResource;
  revision: Revision;
  onClose: () => void;
}

/** Puts a revision into the draft; for a moment that can be undone. */
export function RestoreDialog({ template, revision, onClose }: RestoreDialogProps) {
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const show = async (saved: TemplateResource): Promise<void> => {
    client.setQueryData(templateQuery(saved.id).queryKey, saved);
    await client.invalidateQueries({ queryKey: templatesQuery().queryKey, exact: true });
  };
  const restore = useMutation({
    mutationFn: () => restoreRevision(template, revision.revision),
    onSuccess: async (restored) => {
      const { language, source, format, formatOptions } = template;
      const undo = async (): Promise<void> => {
        try {
          await show(await changeTemplate(restored, { language, source, format, formatOptions }));
          announce('The draft is as it was before');
        } catch (error) {
          announceError(error, 'The earlier draft was not put back');
        }
      };
      announceUndoable(
        `r${revision.revision} is the draft now`,
        'Live events change when it is published.',
        () => void undo(),
      );
      onClose();
      await show(restored);
      await navigate({ search: { tab: 'revisions', show: 'draft' }, replace: true });
    },
  });
  return (
    <ConfirmDialog
      open
      danger={false}
      onClose={onClose}
      title={`Make r${revision.revision} the draft?`}
      action={`Restore r${revision.revision}`}
      onConfirm={() => restore.mutate()}
      busy={restore.isPending}
      error={restore.error}
    >
      <p className="text-mut">
        {template.changedSincePublish
          ? 'The draft has changes that no revision has: they are replaced.'
          : 'The draft is what is published now; that stays among the revisions.'}{' '}
        What live events use does not change until you publish.
      </p>
    </ConfirmDialog>
  );
}
