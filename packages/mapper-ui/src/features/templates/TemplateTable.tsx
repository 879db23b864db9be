import type { TemplateResource } from '@postmap/server/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { IconButton } from '../../components/Button.tsx';
import { CasesPill } from '../../components/CasesPill.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table } from '../../components/Table.tsx';
import type { TableColumn } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import type { SortOrder, TemplateSort } from '../../core/template-list.ts';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { useFirstRows } from '../../state/useFirstRows.ts';
import { useRole } from '../../state/useRole.ts';
import { DuplicateButton } from './DuplicateButton.tsx';
import { PublishedPill } from './PublishedPill.tsx';

/** Columns give their room to the name, the least wanted first. */
const roomiest = '@max-[1120px]:hidden';
const roomy = '@max-[860px]:hidden';
const wide = '@max-[600px]:hidden';

interface TemplateTableProps {
  /** Undefined while loading. */
  templates: readonly TemplateResource[] | undefined;
  sort: SortOrder;
  onSort: (by: TemplateSort) => void;
  onDelete: (template: TemplateResource) => void;
}

export function TemplateTable({ templates, sort, onSort, onDelete }: TemplateTableProps) {
  const rows = useFirstRows(templates);
  const sortable = (by: TemplateSort): TableColumn['sort'] => ({
    direction: sort.by === by ? (sort.descending ? 'descending' : 'ascending') : undefined,
    onSort: () => onSort(by),
  });
  const columns: readonly TableColumn[] = [
    { title: 'Name', sort: sortable('name') },
    { title: 'Language', width: '148px', className: wide },
    { title: 'Event type', width: '176px', className: roomiest },
    { title: 'Published', className: 'w-36 max-[760px]:w-[104px]', sort: sortable('published') },
    { title: 'Used by', width: '88px', className: roomy, sort: sortable('used') },
    { title: 'Cases', width: '104px', className: wide, sort: sortable('cases') },
    { title: 'Updated', width: '100px', className: roomy, sort: sortable('updated') },
    { title: 'Details', width: '64px', hideTitle: true },
    { title: 'Actions', width: '80px', className: wide, hideTitle: true },
  ];
  return (
    <div className="@container">
      <Table label="Templates" columns={columns}>
        {rows === undefined ? (
          <SkeletonRows columns={columns} />
        ) : (
          rows.map((template) => (
            <TemplateRow key={template.id} template={template} onDelete={() => onDelete(template)} />
          ))
        )}
      </Table>
    </div>
  );
}

function TemplateRow({ template, onDelete }: { template: TemplateResource; onDelete: () => void }) {
  const navigate = useNavigate();
  const { mayEdit } = useRole();
  const { id, name, language, format, eventType, usedBy, cases, updatedAt } = template;
  const params = { templateId: id };
  return (
    <Row className="cursor-pointer" onClick={() => void navigate({ to: '/templates/$templateId', params })}>
      <Cell
        wraps
        className="font-medium"
        title={template.description === '' ? name : `${name}: ${template.description}`}
      >
        <Link to="/templates/$templateId" params={params} onClick={(event) => event.stopPropagation()}>
          {name}
        </Link>
      </Cell>
      <Cell className={`text-mut ${wide}`}>
        {LANGUAGE_NAMES[language]} → {FORMAT_NAMES[format]}
      </Cell>
      <Cell className={`mono text-mut ${roomiest}`}>{eventType ?? '–'}</Cell>
      <Cell>
        <PublishedPill template={template} />
      </Cell>
      <Cell className={`figures text-mut ${roomy}`} title={usedBy.map(({ triggerName }) => triggerName).join(', ')}>
        {usedBy.length === 0 ? '–' : `${usedBy.length} ${usedBy.length === 1 ? 'trigger' : 'triggers'}`}
      </Cell>
      <Cell className={wide}>
        {cases.total === 0 ? (
          <CasesPill cases={cases} />
        ) : (
          <Link
            to="/templates/$templateId/details"
            params={params}
            search={{ tab: 'cases' }}
            onClick={(event) => event.stopPropagation()}
          >
            <span className="sr-only">Cases of {name}: </span>
            <CasesPill cases={cases} />
          </Link>
        )}
      </Cell>
      <Cell className={`text-mut ${roomy}`}>
        <TimeText at={updatedAt} ago />
      </Cell>
      {/* The cell takes clicks beside its buttons, so that a near miss opens nothing. */}
      <Cell className="cursor-default" onClick={(event) => event.stopPropagation()}>
        <Link
          to="/templates/$templateId/details"
          params={params}
          aria-label={`Details of ${name}`}
          title="Revisions, cases, where it is used"
          className="text-mut hover:text-ink hover:underline"
        >
          Details
        </Link>
      </Cell>
      <Cell className={`cursor-default pl-0! ${wide}`} onClick={(event) => event.stopPropagation()}>
        {mayEdit && (
          <span className="inline-flex align-middle opacity-0 group-hover:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100">
            <DuplicateButton template={template} iconOnly />
            <IconButton label={`Delete ${name}`} onClick={onDelete}>
              <Trash2 />
            </IconButton>
          </span>
        )}
      </Cell>
    </Row>
  );
}
