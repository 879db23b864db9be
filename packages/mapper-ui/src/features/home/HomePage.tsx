import { useQueries } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { customersQuery } from '../../api/customers.ts';
import { openAlertsQuery, statsQuery } from '../../api/deliveries.ts';
import { templatesQuery } from '../../api/templates.ts';
import { triggersQuery } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { deriveFirstSteps } from '../../core/first-steps.ts';
import { useDismissed } from '../../state/useDismissed.ts';
import { useRole } from '../../state/useRole.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { Health } from './Health.tsx';
import { OpenAlerts } from './OpenAlerts.tsx';
import { PostEvent } from './PostEvent.tsx';
import { RecentDeliveries } from './RecentDeliveries.tsx';

/** The way to the first postback until it is done or dismissed, and how deliveries are doing. */
export function HomePage() {
  const { mayEdit } = useRole();
  const [dismissed, setDismissed] = useDismissed('first-steps');
  const [customers, triggers, templates] = useQueries({
    queries: [customersQuery(), triggersQuery(), templatesQuery()],
  });
  const failed = [customers, triggers, templates].find((query) => query.isError && query.data === undefined);
  const steps =
    customers.data && triggers.data && templates.data
      ? deriveFirstSteps(customers.data, triggers.data, templates.data)
      : undefined;
  // Who only looks has no first steps to make.
  const isShown = mayEdit && !dismissed;
  const done = !isShown || steps?.next === null;
  // What stands on top is known first, so that nothing moves down when it comes.
  const [alerts, stats] = useQueries({ queries: [openAlertsQuery(), statsQuery()] });
  const isPending = alerts.isPending || stats.isPending || (isShown && steps === undefined);
  return (
    <>
      <PageHeader
        title="Home"
        actions={
          mayEdit &&
          dismissed && (
            <Button variant="quiet" icon={<ListChecks aria-hidden />} onClick={() => setDismissed(false)}>
              First steps
            </Button>
          )
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {failed !== undefined ? (
          <ErrorState
            error={failed.error}
            onRetry={() => void Promise.all([customers.refetch(), triggers.refetch(), templates.refetch()])}
          />
        ) : isPending ? (
          <HomeSkeleton />
        ) : (
          <>
            <OpenAlerts />
            {done && <Health />}
            {isShown && (
              <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] border-b border-line-soft max-[1180px]:grid-cols-1">
                <div className="border-line-soft min-[1181px]:border-r">
                  {steps !== undefined && <FirstSteps steps={steps} onDismiss={() => setDismissed(true)} />}
                </div>
                <PostEvent ownEvent={triggers.data?.find(({ id }) => id === steps?.triggerId)?.routes[0]?.events[0]} />
              </div>
            )}
            {!done && <Health />}
            <RecentDeliveries />
          </>
        )}
      </div>
    </>
  );
}

function HomeSkeleton() {
  return (
    <div className="flex flex-col gap-5 p-5">
      {['w-40', 'w-72', 'w-64', 'w-80', 'w-60', 'w-72'].map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- bars have no identity
        <Skeleton key={index} className={width} />
      ))}
    </div>
  );
}
