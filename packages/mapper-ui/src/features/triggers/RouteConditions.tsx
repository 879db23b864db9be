import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { feedsQuery } from '../../api/catalog.ts';
import { Field, TextArea, TextField } from '../../components/Field.tsx';
import { MultiSelect } from '../../components/MultiSelect.tsx';
import { Pill } from '../../components/Pill.tsx';
import type { FieldErrors } from '../../core/field-errors.ts';
import { hasConditions } from '../../core/trigger-draft.ts';
import type { RouteDraft } from '../../core/trigger-draft.ts';

interface RouteConditionsProps {
  route: RouteDraft;
  /** The route's place in the trigger, such as `routes[0]`. */
  path: string;
  errors: FieldErrors;
  onChange: (route: RouteDraft) => void;
}

/** What must hold beside the event's name; folded until somebody wants it. */
export function RouteConditions({ route, path, errors, onChange }: RouteConditionsProps) {
  const feeds = useQuery(feedsQuery());
  const [open, setOpen] = useState(hasConditions(route));
  const wrong = ['campaignIds', 'productIds', 'sources', 'feedIds', 'filter'].some(
    (name) => errors.within(`${path}.${name}`) !== undefined,
  );
  return (
    <details open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
      <summary className="inline-flex list-none items-center gap-1 self-start rounded-sm text-mut hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
        <span>
          Conditions
          {!hasConditions(route) && <span className="group-open:hidden">: none, every such event</span>}
        </span>
      </summary>
      <div className="mt-2 grid grid-cols-3 gap-3 max-[760px]:grid-cols-1">
        <TextField
          label="Campaign ids"
          mono
          placeholder="any"
          value={route.campaignIds}
          onChange={(campaignIds) => onChange({ ...route, campaignIds })}
          error={errors.within(`${path}.campaignIds`)}
        />
        <TextField
          label="Product ids"
          mono
          placeholder="any"
          value={route.productIds}
          onChange={(productIds) => onChange({ ...route, productIds })}
          error={errors.within(`${path}.productIds`)}
        />
        <TextField
          label="Sources"
          mono
          placeholder="any"
          value={route.sources}
          onChange={(sources) => onChange({ ...route, sources })}
          error={errors.within(`${path}.sources`)}
        />
        <Field label="Feeds" className="col-span-3 max-[760px]:col-span-1" error={errors.within(`${path}.feedIds`)}>
          {() => (
            <div className="flex flex-wrap items-center gap-1">
              {(feeds.data ?? [])
                .filter((feed) => route.feedIds.includes(feed.id))
                .map((feed) => (
                  <Pill key={feed.id}>{feed.name}</Pill>
                ))}
              {route.feedIds.length === 0 && <span className="text-mut">any</span>}
              <MultiSelect
                label="Choose feeds"
                searchable={false}
                options={(feeds.data ?? []).map((feed) => ({ value: feed.id, label: feed.name }))}
                value={route.feedIds}
                onChange={(feedIds) => onChange({ ...route, feedIds })}
              />
            </div>
          )}
        </Field>
        <Field
          label="Filter"
          className="col-span-3 max-[760px]:col-span-1"
          hint="JSONata over the payload; the event passes when it is true. Ids above are separated by commas."
          error={errors.within(`${path}.filter`)}
        >
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={2}
              placeholder={'webhook_data.order.tracking1 = "facebook"'}
              value={route.filter}
              onChange={(event) => onChange({ ...route, filter: event.target.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
