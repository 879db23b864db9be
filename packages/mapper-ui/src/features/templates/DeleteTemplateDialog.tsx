import type { TemplateResource } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deleteTemplate, templatesQuery } from '../../api/templates.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';

/** Names the triggers that stand in the way: the server deletes no template that is used. */
export function DeleteTemplateDialog({ template, onClose }: { template: TemplateResource; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteTemplate(template.id),
    onSuccess: async () => {
      announce(`${template.name} is deleted`);
      onClose();
      await client.invalidateQueries({ queryKey: templatesQuery().queryKey });
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete ${template.name}?`}
      action="Delete template"
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
    >
      {template.usedBy.length === 0 ? (
        <p className="text-mut">
          No trigger uses it. Its revisions stay on record for the deliveries that they rendered; this cannot be undone.
        </p>
      ) : (
        <>
          <p className="text-mut">
            These triggers use it. Give them another template first, or nothing will be deleted:
          </p>
          <ul className="list-disc pl-5">
            {template.usedBy.map(({ triggerId, triggerName, customerId }) => (
              <li key={triggerId}>
                <Link
                  to="/customers/$customerId/triggers/$triggerId"
                  params={{ customerId, triggerId }}
                  className="text-accent underline"
                >
                  {triggerName}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  );
}
