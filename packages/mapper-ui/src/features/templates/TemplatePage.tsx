import type { TemplateResource } from '@postmap/server/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { templateQuery } from '../../api/templates.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { pickOne } from '../../core/search.ts';
import { useRole } from '../../state/useRole.ts';
import { DeleteTemplateDialog } from './DeleteTemplateDialog.tsx';
import { DuplicateButton } from './DuplicateButton.tsx';
import { PublishedPill } from './PublishedPill.tsx';
import { TemplateCases } from './TemplateCases.tsx';
import { TemplateOverview } from './TemplateOverview.tsx';
import { TemplateRevisions } from './TemplateRevisions.tsx';

const route = getRouteApi('/shell/templates/$templateId/details');
const tabs = ['overview', 'revisions', 'cases'] as const;

/** All about a template but its text, which the mapper edits: where it is used, its revisions, its cases. */
export function TemplatePage() {
  const { templateId } = route.useParams();
  const template = useQuery(templateQuery(templateId));
  const allTemplates = <Link to="/templates">Templates</Link>;
  if (template.isError && template.data === undefined) {
    return (
      <>
        <PageHeader title="Template" before={allTemplates} />
        <ErrorState error={template.error} onRetry={() => void template.refetch()} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={template.data?.name ?? 'Template'}
        before={allTemplates}
        after={template.data !== undefined && <PublishedPill template={template.data} />}
        actions={template.data !== undefined && <TemplateActions template={template.data} />}
      />
      {template.data === undefined ? (
        <div className="flex flex-col gap-4 p-5">
          <Skeleton className="w-64" />
          <Skeleton className="w-96 max-w-full" />
        </div>
      ) : (
        <TemplateTabs template={template.data} />
      )}
    </>
  );
}

function TemplateActions({ template }: { template: TemplateResource }) {
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { mayEdit } = useRole();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      {mayEdit && (
        <div className="contents max-[760px]:hidden">
          <Button variant="danger" icon={<Trash2 />} onClick={() => setDeleting(true)}>
            Delete…
          </Button>
          <DuplicateButton template={template} />
        </div>
      )}
      <Link to="/templates/$templateId" params={{ templateId: template.id }} className={buttonClass('primary')}>
        <Pencil aria-hidden /> Open in the mapper
      </Link>
      {deleting && (
        <DeleteTemplateDialog
          template={template}
          onClose={() => setDeleting(false)}
          onDeleted={async () => {
            await navigate({ to: '/templates' });
            client.removeQueries({ queryKey: templateQuery(template.id).queryKey });
          }}
        />
      )}
    </>
  );
}

function TemplateTabs({ template }: { template: TemplateResource }) {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const { total } = template.cases;
  return (
    <Tabs
      label="Template"
      className="flex-1"
      listClassName="px-5 max-[760px]:px-4"
      value={pickOne(tabs, tab)}
      onChange={(next) => void navigate({ search: { tab: next }, replace: true })}
      tabs={[
        { value: 'overview', label: 'Overview', content: <TemplateOverview template={template} /> },
        { value: 'revisions', label: 'Revisions', content: <TemplateRevisions template={template} /> },
        {
          value: 'cases',
          label: <>Cases {total > 0 && <span className="figures font-normal text-mut">{total}</span>}</>,
          content: <TemplateCases template={template} />,
        },
      ]}
    />
  );
}
