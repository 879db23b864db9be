import type { DeliveryDetail, TemplateResource, Trigger } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Send } from 'lucide-react';
import { useImperativeHandle, useState } from 'react';
import type { Ref } from 'react';
import { testTrigger, triggersQuery } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote, ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TriggerStatusPill } from '../../components/TriggerStatusPill.tsx';
import { describeDestination } from '../../core/describe-destination.ts';
import { TestResult } from './TestResult.tsx';
import type { SourcePayload } from './useSourcePayload.ts';

export interface DeliveryPanelHandle {
  /** Sends to the chosen trigger, if there is one. */
  send: () => void;
}

interface DeliveryPanelProps {
  ref: Ref<DeliveryPanelHandle>;
  templateId: string;
  payload: SourcePayload;
  /** The server renders the saved draft, so what was typed is saved first; undefined when that failed. */
  saveFirst: () => Promise<TemplateResource | undefined>;
}

/** Sends the sample, rendered with the draft, to one of the triggers that use the template; really, once, outside figures. */
export function DeliveryPanel({ ref, templateId, payload, saveFirst }: DeliveryPanelProps) {
  const client = useQueryClient();
  const triggers = useQuery(triggersQuery());
  const [chosenId, setChosenId] = useState<string | null>(null);
  const using = triggers.data?.filter((trigger) => trigger.templateId === templateId) ?? [];
  const chosen = using.find(({ id }) => id === chosenId) ?? using[0];
  const test = useMutation({
    mutationFn: async (trigger: Trigger): Promise<DeliveryDetail | undefined> => {
      if ((await saveFirst()) === undefined) return undefined;
      const input =
        payload.sample === undefined ? { payload: JSON.parse(payload.text) } : { sampleId: payload.sample.id };
      return testTrigger(trigger.id, { ...input, draft: true });
    },
    onSettled: () => client.invalidateQueries({ queryKey: triggersQuery().queryKey }),
  });
  const possible = chosen !== undefined && payload.error === null && !test.isPending;
  const send = (): void => {
    if (possible) test.mutate(chosen);
  };
  useImperativeHandle(ref, () => ({ send }));

  if (triggers.isError) return <ErrorState error={triggers.error} onRetry={() => void triggers.refetch()} />;
  if (triggers.data === undefined) return <Skeleton className="m-4 w-1/3" />;
  if (chosen === undefined) {
    return (
      <p className="max-w-xl px-4 py-3 text-mut">
        No trigger uses this template yet, so there is nowhere to send a test. A trigger belongs to a customer: it says
        which events go where, with which template.{' '}
        <Link to="/customers" className="text-accent underline">
          Go to Customers
        </Link>{' '}
        to add one.
      </p>
    );
  }
  return (
    <div className="grid h-full grid-cols-[minmax(260px,34%)_1fr] max-[760px]:block max-[760px]:overflow-auto">
      <div className="flex min-h-0 flex-col border-r border-line-soft max-[760px]:border-r-0 max-[760px]:border-b">
        <ul aria-label="Triggers that use this template" className="min-h-0 flex-1 overflow-auto py-1">
          {using.map((trigger) => (
            <li key={trigger.id}>
              <button
                type="button"
                aria-pressed={trigger === chosen}
                onClick={() => {
                  setChosenId(trigger.id);
                  test.reset();
                }}
                className={clsx(
                  'flex w-full flex-col px-3.5 py-1.5 text-left',
                  trigger === chosen ? 'bg-accent-soft' : 'hover:bg-hover',
                )}
              >
                <span className="flex w-full items-center gap-2">
                  <span className="truncate font-medium">{trigger.name}</span>
                  <span className="min-w-8 shrink-4 truncate text-mut">{trigger.customerName}</span>
                  <span className="ml-auto">
                    <TriggerStatusPill trigger={trigger} />
                  </span>
                </span>
                <span className="mono w-full truncate text-mut">{describeDestination(trigger.destination)}</span>
              </button>
            </li>
          ))}
        </ul>
        <div className="flex shrink-0 items-center gap-2 border-t border-line-soft px-3.5 py-2">
          <Button
            variant="primary"
            icon={<Send aria-hidden />}
            busy={test.isPending}
            disabled={!possible}
            onClick={send}
          >
            Send test
          </Button>
          <span className="min-w-0 truncate text-sm text-mut">
            {payload.sample?.name ?? 'Custom payload'}, with the draft
          </span>
        </div>
      </div>
      <div className="min-h-0 min-w-0 overflow-auto" aria-live="polite" aria-busy={test.isPending}>
        {test.error !== null && (
          <div className="p-3">
            <ErrorNote error={test.error} />
          </div>
        )}
        {test.data !== undefined && <TestResult delivery={test.data} />}
        {test.data === undefined && test.error === null && (
          <p className="px-4 py-3 text-mut">
            {test.isPending
              ? 'Sending…'
              : 'A test is really sent, once, without retries. Request and answer are shown here and kept under Deliveries.'}
          </p>
        )}
      </div>
    </div>
  );
}
