import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { deliveryQuery, retryDelivery } from '../../api/deliveries.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { DeliveryStatusPill } from '../../components/DeliveryStatusPill.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { isTyping } from '../../components/SearchInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { announce, announceError } from '../../components/Toast.tsx';
import { useRole } from '../../state/useRole.ts';
import { usePolling } from '../../state/useLiveState.ts';
import { AttemptTimeline } from './AttemptTimeline.tsx';
import { CancelDeliveryButton } from './CancelDeliveryButton.tsx';
import { DeliveryAlerts } from './DeliveryAlerts.tsx';
import { DeliveryTabs } from './DeliveryTabs.tsx';
import { WhyBox } from './WhyBox.tsx';

interface DeliveryPanelProps {
  deliveryId: string;
  tab: string | undefined;
  onTab: (tab: string) => void;
  onClose: () => void;
}

/** Seen to be links without a pointer over them: from here one goes on to what came in, and to what decided. */
const linkClass =
  'underline decoration-faint decoration-dotted underline-offset-3 hover:text-accent hover:decoration-solid';

/** One delivery: how its tries went, why it stands where it stands, and what was sent and answered. */
export function DeliveryPanel({ deliveryId, tab, onTab, onClose }: DeliveryPanelProps) {
  const queries = useQueryClient();
  const { mayEdit } = useRole();
  const query = useQuery({ ...deliveryQuery(deliveryId), refetchInterval: usePolling() });
  const delivery = query.data;
  const refresh = () => queries.invalidateQueries({ queryKey: ['deliveries'] });
  const retry = useMutation({
    mutationFn: () => retryDelivery(deliveryId),
    onSuccess: async () => {
      announce('It is being tried again');
      await refresh();
    },
    onError: (error) => announceError(error, 'It cannot be tried again'),
  });
  const canRetry = mayEdit && delivery?.canRetry === true && !retry.isPending;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'r' && canRetry && !isTyping(event.target) && !event.metaKey && !event.ctrlKey && !event.altKey)
        retry.mutate();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  const close = (
    <IconButton label="Close" className="absolute top-2.5 right-3" onClick={onClose}>
      <X />
    </IconButton>
  );
  return (
    <aside
      aria-label="Delivery"
      className="flex w-[clamp(380px,34vw,500px)] shrink-0 flex-col border-l border-line max-[760px]:fixed max-[760px]:inset-x-0 max-[760px]:top-11 max-[760px]:bottom-0 max-[760px]:z-20 max-[760px]:w-auto max-[760px]:border-l-0 max-[760px]:bg-canvas"
    >
      {delivery === undefined && <div className="relative">{close}</div>}
      {query.isError && delivery === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : delivery === undefined ? (
        <div className="flex flex-col gap-4 p-4">
          {['w-3/4', 'w-full', 'w-2/3'].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      ) : (
        <>
          <div className="relative flex flex-wrap items-center gap-x-2 gap-y-2.5 border-b border-line-soft py-3 pr-12 pl-4">
            <h2 className="min-w-56 flex-1 break-words">
              <Link
                to="/events/$eventId"
                params={{ eventId: delivery.eventId }}
                search={{ range: 'all' }}
                title="What came in"
                className={linkClass}
              >
                {delivery.eventType}
              </Link>{' '}
              →{' '}
              <Link
                to="/customers/$customerId/triggers/$triggerId"
                params={{ customerId: delivery.customerId, triggerId: delivery.triggerId }}
                className={linkClass}
              >
                {delivery.customerName} · {delivery.triggerName}
              </Link>
            </h2>
            <div className="flex items-center gap-2">
              <DeliveryStatusPill {...delivery} />
              {mayEdit && delivery.canCancel && <CancelDeliveryButton delivery={delivery} />}
              {mayEdit && delivery.canRetry && (
                <Button variant="primary" busy={retry.isPending} title="R" onClick={() => retry.mutate()}>
                  Retry now
                </Button>
              )}
            </div>
            {close}
          </div>
          <AttemptTimeline delivery={delivery} />
          <WhyBox delivery={delivery} />
          <DeliveryAlerts delivery={delivery} />
          <DeliveryTabs delivery={delivery} tab={tab} onTab={onTab} />
        </>
      )}
    </aside>
  );
}
