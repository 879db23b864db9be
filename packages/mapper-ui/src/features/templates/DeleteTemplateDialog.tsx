import type { TemplateResource } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deleteTemplate, templatesQuery } from '../../api/templates.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';
import { listCallers } from '../../core/template-callers.ts';

/** Names the triggers and templates that stand in the way: the server deletes no template that is used. */
export function DeleteTemplateDialog({
  template,
  onClose,
  onDeleted,
}: {
  template: TemplateResource;
  onClose: () => void;
  onDeleted?: () => Promise<void>;
}) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteTemplate(template.id),
    onSuccess: async () => {
      announce(`${template.name} is deleted`);
      onClose();
      await onDeleted?.();
      await client.invalidateQueries({ queryKey: templatesQuery().queryKey, exact: true });
    },
  });
  const templates = useQuery(templatesQuery());
  const callers = listCallers(template, templates.data ?? []);
  const { total } = template.cases;
  const cases = total === 0 ? '' : ` Its ${total === 1 ? 'case goes' : `${total} cases go`} with it.`;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete ${template.name}?`}
      action="Delete template"
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
      blocked={template.usedBy.length + callers.length > 0}
    >
      {template.usedBy.length + callers.length === 0 && (
        <p className="text-mut">
          No trigger uses it.{cases} Its revisions stay on record for the deliveries that they rendered; this cannot be
          undone.
        </p>
      )}
      {template.usedBy.length > 0 && (
        <>
          <p className="text-mut">It cannot be deleted while triggers use it. Give these another template first:</p>
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
      {callers.length > 0 && (
        <>
          <p className="text-mut">It cannot be deleted while templates call it. Take the call out of these first:</p>
          <ul className="list-disc pl-5">
            {callers.map(({ id, name }) => (
              <li key={id}>
                <Link to="/templates/$templateId" params={{ templateId: id }} className="text-accent underline">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  );
}
