import type { TemplateResource } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import { duplicateTemplate, templatesQuery } from '../../api/templates.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { announce, announceError } from '../../components/Toast.tsx';

/** Copies the draft and its cases into a new template, and opens that. */
export function DuplicateButton({ template, iconOnly = false }: { template: TemplateResource; iconOnly?: boolean }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const duplicate = useMutation({
    mutationFn: () => duplicateTemplate(template.id),
    onSuccess: async (copy) => {
      announce(`${copy.name} is made`, 'A draft with the same cases; nothing of it is published.');
      await client.invalidateQueries({ queryKey: templatesQuery().queryKey, exact: true });
      await navigate({ to: '/templates/$templateId/details', params: { templateId: copy.id } });
    },
    onError: (error) => announceError(error, 'It could not be duplicated'),
  });
  if (iconOnly) {
    return (
      <IconButton
        label={`Duplicate ${template.name}`}
        disabled={duplicate.isPending}
        onClick={() => duplicate.mutate()}
      >
        <Copy />
      </IconButton>
    );
  }
  return (
    <Button icon={<Copy />} busy={duplicate.isPending} onClick={() => duplicate.mutate()}>
      Duplicate
    </Button>
  );
}
