import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FlaskConical, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { eventQuery } from '../../api/events.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Pill } from '../../components/Pill.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { pickOne } from '../../core/search.ts';
import { useRole } from '../../state/useRole.ts';
import { EventFacts } from './EventFacts.tsx';
import { EventMatches } from './EventMatches.tsx';
import { EventPayload } from './EventPayload.tsx';
import { EventRequest } from './EventRequest.tsx';
import { UseAsSampleDialog } from './UseAsSampleDialog.tsx';

const route = getRouteApi('/shell/events/$eventId');
const names = ['matches', 'payload', 'facts', 'request'] as const;

/** One event: what came of it and why, what it says, and how it came. */
export function EventPanel() {
  const { eventId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { mayEdit } = useRole();
  const [saving, setSaving] = useState(false);
  const query = useQuery(eventQuery(eventId));
  const event = query.data;
  return (
    <aside
      aria-label="Event"
      className="flex w-[clamp(380px,60vw-232px,680px)] shrink-0 flex-col border-l border-line max-[760px]:fixed max-[760px]:inset-x-0 max-[760px]:top-11 max-[760px]:bottom-0 max-[760px]:z-20 max-[760px]:w-auto max-[760px]:border-l-0 max-[760px]:bg-canvas"
    >
      <div className="relative flex min-h-[57px] flex-wrap items-center gap-x-3 gap-y-2 border-b border-line-soft py-2.5 pr-12 pl-4">
        {event !== undefined && (
          <>
            <div className="min-w-52 flex-1">
              <h2 className="break-words">
                {event.types[0] ?? event.name}
                {event.facts.orderId !== undefined && (
                  <span className="font-normal text-mut">
                    {' '}
                    of order <span className="mono text-ink">{event.facts.orderId}</span>
                  </span>
                )}
              </h2>
              <p className="text-sm text-mut">
                {(event.facts.isTest === true || event.kind === 'test') && (
                  <Pill tone="accent" className="mr-1.5">
                    test
                  </Pill>
                )}
                <TimeText at={event.receivedAt} />
                {event.types.length > 1 && <> · also {event.types.slice(1).join(', ')}</>}
              </p>
            </div>
            {mayEdit && event.types.length > 0 && (
              <Button icon={<FlaskConical aria-hidden />} onClick={() => setSaving(true)}>
                Use as sample
              </Button>
            )}
          </>
        )}
        <IconButton
          label="Close"
          className="absolute top-2.5 right-3"
          onClick={() => void navigate({ to: '/events', search: { ...search, tab: undefined } })}
        >
          <X />
        </IconButton>
      </div>
      {query.isError && event === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : event === undefined ? (
        <div className="flex flex-col gap-4 p-4">
          {['w-3/4', 'w-full', 'w-2/3'].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      ) : (
        <>
          {event.warnings.length > 0 && <Warnings warnings={event.warnings} />}
          <Tabs
            label="Event"
            className="mt-1 flex-1"
            contentClassName="px-4 py-3"
            value={pickOne(names, search.tab)}
            onChange={(tab) => void navigate({ search: { ...search, tab }, replace: true })}
            tabs={[
              { value: 'matches', label: 'Matches', content: <EventMatches key={event.id} event={event} /> },
              { value: 'payload', label: 'Payload', content: <EventPayload event={event} /> },
              { value: 'facts', label: 'Facts', content: <EventFacts facts={event.facts} /> },
              { value: 'request', label: 'Request', content: <EventRequest event={event} /> },
            ]}
          />
          {saving && <UseAsSampleDialog event={event} onClose={() => setSaving(false)} />}
        </>
      )}
    </aside>
  );
}

function Warnings({ warnings }: { warnings: readonly string[] }) {
  return (
    <ul aria-label="Warnings" className="mx-4 mt-2.5 flex flex-col gap-1 rounded-md bg-warn-soft px-2.5 py-2 text-warn">
      {warnings.map((warning) => (
        <li key={warning} className="flex gap-1.5">
          <TriangleAlert className="mt-[3px] size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">{warning}</span>
        </li>
      ))}
    </ul>
  );
}
