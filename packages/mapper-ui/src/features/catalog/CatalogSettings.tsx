import { useQuery } from '@tanstack/react-query';
import { eventTypesQuery, kindsQuery } from '../../api/catalog.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { CatalogList } from './CatalogList.tsx';
import { CatalogSkeleton } from './CatalogSkeleton.tsx';
import { KindPanel } from './KindPanel.tsx';
import { TypePanel } from './TypePanel.tsx';
import { useCatalogPlace } from './useCatalogPlace.ts';

/** The event types that Postmap knows under their payload kinds; with `?type=`, `?kind=` or `?add=` one of them. */
export function CatalogSettings() {
  const { type: typeName, kind: kindName, add, show } = useCatalogPlace();
  const types = useQuery(eventTypesQuery());
  const kinds = useQuery(kindsQuery());
  const failed = types.isError ? types : kinds.isError ? kinds : null;
  if (failed !== null && (types.data === undefined || kinds.data === undefined))
    return <ErrorState error={failed.error} onRetry={() => void Promise.all([types.refetch(), kinds.refetch()])} />;
  if (types.data === undefined || kinds.data === undefined) return <CatalogSkeleton />;
  const catalog = { types: types.data, kinds: kinds.data };
  if (add === 'type') return <TypePanel key="new" {...catalog} type={undefined} />;
  if (add === 'kind') return <KindPanel key="new" {...catalog} kind={undefined} />;
  if (typeName !== undefined) {
    const type = types.data.find(({ name }) => name === typeName);
    if (type !== undefined) return <TypePanel key={type.name} {...catalog} type={type} />;
    return <Gone noun="event type" onBack={() => show({})} />;
  }
  if (kindName !== undefined) {
    const kind = kinds.data.find(({ name }) => name === kindName);
    if (kind !== undefined) return <KindPanel key={kind.name} {...catalog} kind={kind} />;
    return <Gone noun="payload kind" onBack={() => show({})} />;
  }
  return <CatalogList {...catalog} />;
}

function Gone({ noun, onBack }: { noun: string; onBack: () => void }) {
  return (
    <EmptyState title={`There is no such ${noun}`} action={<Button onClick={onBack}>The whole catalog</Button>}>
      It may have been renamed or deleted.
    </EmptyState>
  );
}
