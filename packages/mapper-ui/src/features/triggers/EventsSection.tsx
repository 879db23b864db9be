import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { eventTypesQuery } from '../../api/catalog.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Section.tsx';
import { Switch } from '../../components/Switch.tsx';
import { emptyRoute } from '../../core/trigger-draft.ts';
import type { RouteDraft } from '../../core/trigger-draft.ts';
import { RouteFields } from './RouteFields.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

/** Which events set the trigger off: routes, of which any one is enough. */
export function EventsSection({ draft, change, errors }: SectionProps) {
  const eventTypes = useQuery(eventTypesQuery());
  const { routes } = draft;
  const replace = (index: number, next: RouteDraft) =>
    change({ routes: routes.map((route, place) => (place === index ? next : route)) });
  return (
    <Section title="Events" id="trigger-events" hint="What sets it off.">
      {routes.map((route, index) => (
        <RouteFields
          // Routes have no identity of their own while they are edited: their place is it.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          route={route}
          place={index}
          alone={routes.length === 1}
          eventTypes={eventTypes.data ?? []}
          errors={errors}
          onChange={(next) => replace(index, next)}
          onRemove={() => change({ routes: routes.filter((_route, place) => place !== index) })}
        />
      ))}
      {routes.length > 1 && (
        <p className="text-sm text-mut">An event sets the trigger off when any of these routes matches.</p>
      )}
      <div className="flex flex-wrap items-start gap-4">
        <Switch
          label="Include test events"
          hint="Off, events that their sender marked as tests (is_test) are held back; they stay on record."
          checked={draft.includeTest}
          onChange={(includeTest) => change({ includeTest })}
        />
        <Button
          variant="quiet"
          className="ml-auto"
          icon={<Plus aria-hidden />}
          onClick={() => change({ routes: [...routes, emptyRoute] })}
        >
          Add another route
        </Button>
      </div>
    </Section>
  );
}
