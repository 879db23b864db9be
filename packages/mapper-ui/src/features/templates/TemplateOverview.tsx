import type { TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { triggersQuery } from '../../api/triggers.ts';
import { CasesPill } from '../../components/CasesPill.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { TriggerTable } from '../../components/TriggerTable.tsx';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { Fact } from './Fact.tsx';
import { PartialFacts } from './PartialFacts.tsx';

/** What a template is, and which triggers deliver with it. */
export function TemplateOverview({ template }: { template: TemplateResource }) {
  const { description, language, format, eventType, published, changedSincePublish, cases, updatedAt } = template;
  return (
    <>
      <div className="border-b border-line-soft px-5 py-4 max-[760px]:px-4">
        {description !== '' && <p className="mb-3 max-w-3xl">{description}</p>}
        <dl className="grid max-w-3xl grid-cols-[112px_minmax(0,1fr)] gap-x-4 gap-y-1.5">
          <Fact name="Format">
            {LANGUAGE_NAMES[language]} → {FORMAT_NAMES[format]}
          </Fact>
          <Fact name="Designed for">
            {eventType === null ? (
              <span className="text-mut">any event type</span>
            ) : (
              <span className="mono">{eventType}</span>
            )}
          </Fact>
          <Fact name="Live events use">
            {published === null ? (
              <span className="text-mut">nothing yet: it was never published</span>
            ) : (
              <>
                <Link
                  to="/templates/$templateId/details"
                  params={{ templateId: template.id }}
                  search={{ tab: 'revisions', show: String(published.revision) }}
                  className="text-accent underline decoration-dotted underline-offset-3 hover:decoration-solid"
                >
                  r{published.revision}
                </Link>
                , published <TimeText at={published.publishedAt} ago />
                {changedSincePublish && (
                  <>
                    {' · '}
                    <Link
                      to="/templates/$templateId/details"
                      params={{ templateId: template.id }}
                      search={{ tab: 'revisions', show: 'draft', with: String(published.revision) }}
                      className="text-accent underline decoration-dotted underline-offset-3 hover:decoration-solid"
                    >
                      what the draft changes
                    </Link>
                  </>
                )}
              </>
            )}
          </Fact>
          <PartialFacts template={template} />
          <Fact name="Cases">
            {cases.total === 0 ? <span className="text-mut">none</span> : <CasesPill cases={cases} />}
          </Fact>
          <Fact name="Changed">
            <TimeText at={updatedAt} ago />
          </Fact>
        </dl>
      </div>
      <WhereUsed template={template} />
    </>
  );
}

function WhereUsed({ template }: { template: TemplateResource }) {
  const triggers = useQuery({ ...triggersQuery(), enabled: template.usedBy.length > 0 });
  if (template.usedBy.length === 0) {
    return (
      <EmptyState title="No trigger uses it">
        A trigger belongs to a customer and says which events go where, with which template. Choose this one there and
        it is listed here.{' '}
        <Link to="/customers" className="text-accent underline">
          Go to Customers
        </Link>
      </EmptyState>
    );
  }
  if (triggers.isError && triggers.data === undefined)
    return <ErrorState error={triggers.error} onRetry={() => void triggers.refetch()} />;
  return (
    <section aria-label="Where it is used">
      <h2 className="px-5 pt-4 pb-1 max-[760px]:px-4">
        Used by {template.usedBy.length} {template.usedBy.length === 1 ? 'trigger' : 'triggers'}
      </h2>
      <TriggerTable triggers={triggers.data?.filter(({ templateId }) => templateId === template.id)} />
    </section>
  );
}
