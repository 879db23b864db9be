import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { eventTypesQuery, samplesQuery } from '../../api/catalog.ts';
import { templateQuery } from '../../api/templates.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { MapperSkeleton } from './MapperSkeleton.tsx';
import { MapperWorkspace } from './MapperWorkspace.tsx';

/** The mapper of one template, once what it needs is there. */
export function MapperPage({ templateId }: { templateId: string }) {
  const template = useQuery({ ...templateQuery(templateId), refetchOnWindowFocus: false });
  const samples = useQuery(samplesQuery());
  const eventTypes = useQuery(eventTypesQuery());
  const failed = [template, samples, eventTypes].find(({ data, error }) => data === undefined && error !== null);
  if (failed !== undefined) {
    return (
      <>
        <PageHeader title="Template" before={<Link to="/templates">Templates</Link>} />
        <ErrorState
          title="The template could not be opened"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      </>
    );
  }
  if (template.data === undefined || samples.data === undefined || eventTypes.data === undefined)
    return <MapperSkeleton />;
  return <MapperWorkspace template={template.data} samples={samples.data} eventTypes={eventTypes.data} />;
}
