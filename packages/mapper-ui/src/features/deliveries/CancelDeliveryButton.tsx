import type { Delivery } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelDelivery } from '../../api/deliveries.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';

/** Ends a delivery that is not finished, after asking: whom it was for gets nothing. */
export function CancelDeliveryButton({ delivery }: { delivery: Delivery }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => cancelDelivery(delivery.id),
    onSuccess: async () => {
      setAsking(false);
      announce('Cancelled: it is not tried again');
      await queries.invalidateQueries({ queryKey: ['deliveries'] });
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>Cancel…</Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Cancel this delivery?"
        action="Cancel the delivery"
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate()}
      >
        <p className="text-mut">
          {delivery.customerName} will not get this {delivery.eventType} event. It stays on record with its tries
          {delivery.kind === 'live' ? ', and “Retry now” takes it up again' : ''}.
        </p>
      </ConfirmDialog>
    </>
  );
}
