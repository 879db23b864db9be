import type { TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { templatesQuery } from '../../api/templates.ts';
import { listCallers } from '../../core/template-callers.ts';
import { Fact } from './Fact.tsx';

/** Which templates it calls, and which call it; nothing where there are none. */
export function PartialFacts({ template }: { template: TemplateResource }) {
  const templates = useQuery(templatesQuery());
  const callers = listCallers(template, templates.data ?? []);
  return (
    <>
      {template.usesPartials.length > 0 && (
        <Fact name="Calls">
          {template.usesPartials.map(({ name, templateId, frozenRevision, publishedRevision }) => (
            <div key={name}>
              <TemplateLink id={templateId} name={name} />
              <span className="text-mut">{describePartial(frozenRevision, publishedRevision)}</span>
            </div>
          ))}
        </Fact>
      )}
      {callers.length > 0 && (
        <Fact name="Called by">
          {callers.map(({ id, name }) => (
            <div key={id}>
              <TemplateLink id={id} name={name} />
            </div>
          ))}
        </Fact>
      )}
    </>
  );
}

function TemplateLink({ id, name }: { id: string | null; name: string }) {
  if (id === null) return <>{name}</>;
  return (
    <Link
      to="/templates/$templateId/details"
      params={{ templateId: id }}
      className="text-accent underline decoration-dotted underline-offset-3 hover:decoration-solid"
    >
      {name}
    </Link>
  );
}

function describePartial(frozen: number | null, published: number | null): string {
  if (frozen === null) return published === null ? ' · not published yet' : ` · r${published}, with the next publish`;
  if (published === null || published <= frozen) return ` · r${frozen}`;
  return ` · r${frozen}; r${published} is taken up when this is published again`;
}
