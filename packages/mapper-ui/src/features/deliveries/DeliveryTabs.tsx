import type { DeliveryDetail } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { revisionQuery } from '../../api/templates.ts';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { BodyText } from '../../components/JsonText.tsx';
import { RequestView, ResponseView } from '../../components/RequestView.tsx';
import { Select } from '../../components/Select.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { prettyJson } from '../../core/curl.ts';
import { pickOne } from '../../core/search.ts';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';

const names = ['request', 'response', 'payload', 'template'] as const;

interface DeliveryTabsProps {
  delivery: DeliveryDetail;
  tab: string | undefined;
  onTab: (tab: string) => void;
}

/** Of what was kept back there is nothing to see but what came in, which is where its reason is found. */
function firstTab({ attempts, rendered }: DeliveryDetail): (typeof names)[number] {
  return attempts.length === 0 && rendered === null ? 'payload' : 'request';
}

export function DeliveryTabs({ delivery, tab, onTab }: DeliveryTabsProps) {
  const [number, setNumber] = useState<string>();
  const attempt =
    delivery.attempts.find((candidate) => String(candidate.number) === number) ?? delivery.attempts.at(-1);
  const chooser = delivery.attempts.length > 1 && (
    <Select
      label="Attempt"
      className="mb-2"
      value={String(attempt?.number)}
      options={delivery.attempts.map((candidate) => ({
        value: String(candidate.number),
        label: `Attempt ${candidate.number}`,
        hint: candidate.summary,
      }))}
      onChange={setNumber}
    />
  );
  return (
    <Tabs
      label="Delivery"
      className="mt-1 flex-1"
      contentClassName="px-4 py-2.5"
      value={pickOne(names, tab ?? firstTab(delivery))}
      onChange={onTab}
      tabs={[
        {
          value: 'request',
          label: 'Request',
          content: (
            <>
              {chooser}
              <RequestView attempt={attempt} rendered={delivery.rendered} />
            </>
          ),
        },
        {
          value: 'response',
          label: 'Response',
          content: (
            <>
              {chooser}
              <ResponseView attempt={attempt} />
            </>
          ),
        },
        { value: 'payload', label: 'Payload', content: <Payload delivery={delivery} /> },
        {
          value: 'template',
          label: delivery.revision > 0 ? `Template r${delivery.revision}` : 'Template draft',
          content: <UsedTemplate delivery={delivery} />,
        },
      ]}
    />
  );
}

function Payload({ delivery }: { delivery: DeliveryDetail }) {
  const text = prettyJson(delivery.payload) ?? delivery.payload;
  return (
    <div className="relative">
      <div className="absolute top-0 right-0">
        <CopyButton text={text} label="Copy the payload" />
      </div>
      <p className="mb-2 text-mut">
        Event{' '}
        <Link to="/events/$eventId" params={{ eventId: delivery.eventId }} className="mono text-accent hover:underline">
          {delivery.eventId}
        </Link>
      </p>
      <CodeBlock label="Payload">
        <BodyText body={delivery.payload} pretty={prettyJson(delivery.payload)} />
      </CodeBlock>
    </div>
  );
}

function UsedTemplate({ delivery }: { delivery: DeliveryDetail }) {
  const revision = useQuery({
    ...revisionQuery(delivery.templateId, delivery.revision),
    enabled: delivery.revision > 0,
  });
  return (
    <>
      <p className="mb-2 text-mut">
        {revision.data !== undefined &&
          `${LANGUAGE_NAMES[revision.data.language]} → ${FORMAT_NAMES[revision.data.format]} · `}
        <Link
          to="/templates/$templateId"
          params={{ templateId: delivery.templateId }}
          className="text-accent hover:underline"
        >
          Open in the mapper
        </Link>
      </p>
      {delivery.revision === 0 && (
        <p className="text-mut">This test was rendered by the draft, which has no revision.</p>
      )}
      {revision.isError && <ErrorNote error={revision.error} />}
      {revision.isLoading && <Skeleton className="w-1/2" />}
      {revision.data !== undefined && <CodeBlock label="Template source">{revision.data.source}</CodeBlock>}
    </>
  );
}
