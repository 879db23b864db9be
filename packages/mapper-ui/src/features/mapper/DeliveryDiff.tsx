import type { Facts } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { factsQuery } from '../../api/catalog.ts';
import { deliveryQuery, lastDeliveryQuery } from '../../api/deliveries.ts';
import { triggersQuery } from '../../api/triggers.ts';
import { CodeText } from '../../components/CodeText.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { writePrettyBody } from '../../core/mapper/write-pretty.ts';
import { sayFailure } from '../../core/mapper/say-failure.ts';
import type { PreviewInput } from '../../workers/preview-protocol.ts';
import { Compared, Told, Waiting } from './ComparedOutputs.tsx';
import type { Bar } from './ComparedOutputs.tsx';
import { usePreview } from './usePreview.ts';

const NO_FACTS: Facts = {};

interface DeliveryDiffProps {
  templateId: string;
  /** What is previewed; null while the payload cannot be read. */
  input: PreviewInput | null;
  bar: Bar;
}

/** What was sent last with the template beside what the draft gives for that event. Both are as views show them: what is masked is masked in both. */
export function DeliveryDiff({ templateId, input, bar }: DeliveryDiffProps) {
  const triggers = useQuery(triggersQuery());
  const using = triggers.data?.flatMap((trigger) => (trigger.templateId === templateId ? [trigger.id] : [])) ?? [];
  const last = useQuery({ ...lastDeliveryQuery(using), enabled: using.length > 0 });
  const deliveryId = last.data?.id;
  const { data: delivery, error } = useQuery({
    ...deliveryQuery(deliveryId ?? ''),
    enabled: deliveryId !== undefined,
  });
  const payload = useMemo(() => readJson(delivery?.payload), [delivery?.payload]);
  const facts = useQuery({
    ...factsQuery({ eventType: delivery?.eventType ?? '', payload, text: delivery?.payload ?? '' }),
    enabled: delivery !== undefined && payload !== undefined,
  });
  const waits = facts.data === undefined && facts.error === null;
  const known = facts.data?.facts ?? NO_FACTS;
  const now = useMemo(
    () =>
      input === null || delivery === undefined || waits
        ? null
        : { ...input, payload: delivery.payload, eventType: delivery.eventType, facts: known },
    [input, delivery, waits, known],
  );
  const { outcome } = usePreview(now).preview;
  const failed = triggers.error ?? last.error ?? error;
  if (failed !== null) return <ErrorState error={failed} />;
  if (triggers.data !== undefined && using.length === 0)
    return <Told bar={bar('')}>No trigger uses this template, so nothing was sent with it yet.</Told>;
  if (last.data === null) return <Told bar={bar('')}>Nothing was sent with this template yet.</Told>;
  if (delivery === undefined || input === null) return <Waiting bar={bar('')} />;
  if (delivery.rendered === null || payload === undefined)
    return <Told bar={bar('')}>What was sent last is not kept any more.</Told>;
  const when = (
    <>
      r{delivery.revision}, <TimeText at={delivery.createdAt} ago />, on its own payload
    </>
  );
  if (outcome === null) return <Waiting bar={bar(when)} />;
  if (!outcome.ok) {
    return (
      <Told bar={bar(when)}>
        The draft fails on that event’s payload: <CodeText text={sayFailure(outcome)} />
      </Told>
    );
  }
  return (
    <Compared
      bar={bar}
      words={when}
      name="The last delivery"
      before={writePrettyBody(input.format, {
        body: delivery.rendered.body,
        query: delivery.rendered.query ?? undefined,
      })}
      after={outcome.pretty}
      isJson={input.format === 'json'}
    />
  );
}

function readJson(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
