import type { EventType } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { IconButton } from '../../components/Button.tsx';
import { MultiSelect } from '../../components/MultiSelect.tsx';
import { listEventOptions } from '../../core/event-options.ts';
import type { FieldErrors } from '../../core/field-errors.ts';
import type { RouteDraft } from '../../core/trigger-draft.ts';
import { RouteConditions } from './RouteConditions.tsx';

interface RouteFieldsProps {
  route: RouteDraft;
  place: number;
  /** Whether it is the only route: then it needs no frame. */
  alone: boolean;
  eventTypes: readonly EventType[];
  errors: FieldErrors;
  onChange: (route: RouteDraft) => void;
  onRemove: () => void;
}

export function RouteFields({ route, place, alone, eventTypes, errors, onChange, onRemove }: RouteFieldsProps) {
  const path = `routes[${place}]`;
  const titles = new Map(eventTypes.map((type) => [type.name, type.title]));
  const eventsError = errors.within(`${path}.events`) ?? errors.at(path) ?? (alone ? errors.at('routes') : undefined);
  return (
    <fieldset className={clsx('flex flex-col gap-3', !alone && 'rounded-md border border-line p-3')}>
      <legend className="sr-only">Route {place + 1}</legend>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <div
            className={clsx(
              'flex min-h-[30px] flex-wrap items-center gap-1 rounded-md border px-1 py-[3px]',
              eventsError === undefined ? 'border-line' : 'border-bad',
            )}
          >
            {route.events.map((event) => (
              <span
                key={event}
                title={titles.get(event)}
                className="mono inline-flex h-[22px] items-center gap-0.5 rounded-sm bg-accent-soft pl-2 text-accent"
              >
                {event}
                <button
                  type="button"
                  aria-label={`Remove ${event}`}
                  className="flex size-[22px] items-center justify-center rounded-sm hover:bg-hover"
                  onClick={() => onChange({ ...route, events: route.events.filter((name) => name !== event) })}
                >
                  <X className="size-3" aria-hidden />
                </button>
              </span>
            ))}
            <MultiSelect
              label={route.events.length === 0 ? 'Choose events' : 'More events'}
              placeholder="Search by title, or by the name your system uses…"
              options={listEventOptions(eventTypes)}
              value={route.events}
              onChange={(events) => onChange({ ...route, events })}
            />
          </div>
          {eventsError !== undefined && (
            <p role="alert" className="mt-1 text-sm text-bad">
              {eventsError}
            </p>
          )}
        </div>
        {!alone && (
          <IconButton label={`Remove route ${place + 1}`} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </div>
      <RouteConditions route={route} path={path} errors={errors} onChange={onChange} />
    </fieldset>
  );
}
