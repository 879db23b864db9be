import type { TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Braces, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { templatesQuery } from '../../api/templates.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pill } from '../../components/Pill.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { matchesText } from '../../core/matches-text.ts';
import { DeleteTemplateDialog } from './DeleteTemplateDialog.tsx';
import { NewTemplateDialog } from './NewTemplateDialog.tsx';

const route = getRouteApi('/shell/templates');
/** In a narrow window these give their room to the name. */
const wide = 'max-[1240px]:hidden';
const columns = [
  { title: 'Name' },
  { title: 'Language', width: '160px' },
  { title: 'Event type', width: '200px' },
  { title: 'Published', width: '152px' },
  { title: 'Used by', width: '96px', className: wide },
  { title: 'Changed', width: '112px', className: wide },
  { title: 'Actions', width: '56px', hideTitle: true },
];

export function TemplatesPage() {
  const { q = '', add, event } = route.useSearch();
  const navigate = route.useNavigate();
  const templates = useQuery(templatesQuery());
  const [deleting, setDeleting] = useState<TemplateResource | null>(null);
  const found = templates.data?.filter(({ name, eventType, language, format }) =>
    matchesText(q, [name, eventType, language, format]),
  );
  const setAdding = (adding: boolean) => void navigate({ search: { q, event, add: adding ? 'yes' : undefined } });
  const open = (templateId: string) => void navigate({ to: '/templates/$templateId', params: { templateId } });
  const newButton = (
    <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
      New template
    </Button>
  );
  return (
    <>
      <PageHeader title="Templates" actions={newButton} />
      {templates.isError ? (
        <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
      ) : templates.data?.length === 0 ? (
        <EmptyState icon={<Braces />} title="No templates yet" action={newButton}>
          A template turns an event into exactly what a customer’s system wants to receive.
        </EmptyState>
      ) : (
        <>
          <div className="border-b border-line-soft px-5 py-2.5">
            <SearchInput
              label="Search templates"
              value={q}
              onChange={(next) => void navigate({ search: { q: next }, replace: true })}
              placeholder="Search names, event types, languages"
            />
          </div>
          <div className="min-h-0 flex-1 overflow-auto">
            <Table label="Templates" columns={columns}>
              {found === undefined ? (
                <SkeletonRows columns={columns.length} />
              ) : (
                found.map((template) => (
                  <TemplateRow
                    key={template.id}
                    template={template}
                    onOpen={() => open(template.id)}
                    onDelete={() => setDeleting(template)}
                  />
                ))
              )}
            </Table>
            {found?.length === 0 && (
              <EmptyState title="No template matches">
                Nothing has “{q}” in its name, event type or language.
              </EmptyState>
            )}
          </div>
        </>
      )}
      {add !== undefined && (
        <NewTemplateDialog eventType={event ?? null} onClose={() => setAdding(false)} onAdded={({ id }) => open(id)} />
      )}
      {deleting !== null && <DeleteTemplateDialog template={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

function TemplateRow({
  template,
  onOpen,
  onDelete,
}: {
  template: TemplateResource;
  onOpen: () => void;
  onDelete: () => void;
}) {
  const { id, name, language, format, eventType, published, changedSincePublish, usedBy, updatedAt } = template;
  return (
    <Row className="cursor-pointer" onClick={onOpen}>
      <Cell className="font-medium">
        <Link to="/templates/$templateId" params={{ templateId: id }} onClick={(event) => event.stopPropagation()}>
          {name}
        </Link>
      </Cell>
      <Cell className="text-mut">
        {LANGUAGE_NAMES[language]} → {FORMAT_NAMES[format]}
      </Cell>
      <Cell className="mono text-mut">{eventType ?? '–'}</Cell>
      <Cell>
        {published === null ? (
          <Pill>draft</Pill>
        ) : (
          <Pill tone={changedSincePublish ? 'warn' : 'ok'}>
            {changedSincePublish ? `r${published.revision} · changed since` : `r${published.revision}`}
          </Pill>
        )}
      </Cell>
      <Cell className={`figures text-mut ${wide}`} title={usedBy.map(({ triggerName }) => triggerName).join(', ')}>
        {usedBy.length === 0 ? '–' : `${usedBy.length} ${usedBy.length === 1 ? 'trigger' : 'triggers'}`}
      </Cell>
      <Cell className={`text-mut ${wide}`}>
        <TimeText at={updatedAt} ago />
      </Cell>
      <Cell className="text-right">
        <IconButton
          label={`Delete ${name}`}
          className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          onClick={(event) => {
            event.stopPropagation();
            onDelete();
          }}
        >
          <Trash2 />
        </IconButton>
      </Cell>
    </Row>
  );
}
