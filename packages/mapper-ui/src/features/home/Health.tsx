import { useQuery } from '@tanstack/react-query';
import { statsQuery } from '../../api/deliveries.ts';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { DeliveriesPerMinute } from './DeliveriesPerMinute.tsx';
import { FailingTriggers } from './FailingTriggers.tsx';
import { HealthFigures } from './HealthFigures.tsx';

/** How deliveries are doing: figures, the last hour by the minute, and which endpoints fail. */
export function Health() {
  const stats = useQuery({ ...statsQuery(), refetchInterval: 10_000 });
  if (stats.isError && stats.data === undefined) {
    return (
      <div className="border-b border-line-soft px-5 py-3.5">
        <ErrorNote error={stats.error} />
      </div>
    );
  }
  return (
    <>
      <HealthFigures stats={stats.data} />
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] border-b border-line-soft max-[1180px]:grid-cols-1">
        <div className="border-line-soft min-[1181px]:border-r">
          <DeliveriesPerMinute minutes={stats.data?.perMinute} />
        </div>
        <FailingTriggers failing={stats.data?.failing} />
      </div>
    </>
  );
}
