import type { TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { revisionsQuery } from '../../api/templates.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Pill } from '../../components/Pill.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { chooseVersions, listVersions } from '../../core/revision-choice.ts';
import type { TemplateVersion } from '../../core/revision-choice.ts';
import { VersionView } from './VersionView.tsx';

const route = getRouteApi('/shell/templates/$templateId/details');

/** The draft and every revision; one is shown, beside any other. */
export function TemplateRevisions({ template }: { template: TemplateResource }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const revisions = useQuery(revisionsQuery(template.id));
  if (revisions.isError && revisions.data === undefined)
    return <ErrorState error={revisions.error} onRetry={() => void revisions.refetch()} />;
  if (revisions.data === undefined) return <Skeleton className="m-5 w-1/3" />;
  if (revisions.data.length === 0) {
    return (
      <EmptyState title="Nothing is published yet">
        Each publish keeps a revision here that never changes. Publish the draft from the mapper, then live events can
        use it.
      </EmptyState>
    );
  }
  const published = template.published?.revision;
  const versions = listVersions(template, revisions.data);
  const chosen = chooseVersions(versions, published, { show: search.show, with: search.with });
  if (chosen === undefined) return null;
  const show = (version: TemplateVersion): void =>
    void navigate({ search: { tab: 'revisions', show: String(version.name) }, replace: true });
  return (
    <div className="grid h-full grid-cols-[minmax(220px,280px)_minmax(0,1fr)] max-[1023px]:grid-cols-1 max-[1023px]:grid-rows-[auto_minmax(320px,1fr)]">
      <ul
        aria-label="Revisions"
        className="min-h-0 overflow-auto border-r border-line-soft py-1 max-[1023px]:max-h-48 max-[1023px]:border-r-0 max-[1023px]:border-b"
      >
        {versions.map((version) => (
          <li key={version.name}>
            <button
              type="button"
              aria-pressed={version === chosen.shown}
              onClick={() => show(version)}
              className={clsx(
                'flex w-full flex-col px-5 py-1.5 text-left focus-visible:-outline-offset-2 max-[760px]:px-4',
                version === chosen.shown ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              <VersionEntry version={version} published={published} updatedAt={template.updatedAt} />
            </button>
          </li>
        ))}
      </ul>
      <VersionView
        template={template}
        versions={versions}
        shown={chosen.shown}
        base={chosen.base}
        onCompare={(base) =>
          void navigate({ search: { ...search, show: String(chosen.shown.name), with: base }, replace: true })
        }
      />
    </div>
  );
}

function VersionEntry({
  version: { title, revision },
  published,
  updatedAt,
}: {
  version: TemplateVersion;
  published: number | undefined;
  updatedAt: string;
}) {
  return (
    <>
      <span className="flex w-full items-center gap-2">
        <span className="figures font-semibold">{title}</span>
        {revision !== undefined && revision.revision === published && <Pill tone="ok">published</Pill>}
        <TimeText at={revision?.publishedAt ?? updatedAt} ago className="ml-auto shrink-0 text-mut" />
      </span>
      <span className="w-full truncate text-sm text-mut">
        {revision === undefined
          ? 'as it is saved now'
          : revision.note === ''
            ? `by ${revision.publishedBy}`
            : `${revision.note} · ${revision.publishedBy}`}
      </span>
    </>
  );
}
