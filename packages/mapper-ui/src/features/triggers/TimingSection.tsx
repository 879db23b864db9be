import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { TextField } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { hasTiming } from '../../core/timing-draft.ts';
import type { SectionProps } from './useTriggerEditor.ts';

const places = ['delayMinutes', 'throttle', 'orderingKey', 'blockAfter'];

/** When deliveries go, and in which order; folded until somebody wants it. */
export function TimingSection({ draft, change, errors }: SectionProps) {
  const [open, setOpen] = useState(hasTiming(draft));
  const wrong = places.some((place) => errors.within(place) !== undefined);
  const isBlocking = draft.orderingKey.trim() !== '';
  return (
    <Section title="Timing and order" hint="When it goes.">
      <details open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
        <summary className="inline-flex list-none items-center gap-1 self-start rounded-sm text-mut hover:text-ink [&::-webkit-details-marker]:hidden">
          <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
          <span>
            Delay, throttle and ordering
            {!hasTiming(draft) && <span className="group-open:hidden">: none, every event goes at once</span>}
          </span>
        </summary>
        <div className="mt-3 flex flex-col gap-4">
          <TextField
            label="Delay"
            optional
            className="w-64"
            inputMode="numeric"
            placeholder="0"
            value={draft.delayMinutes}
            onChange={(delayMinutes) => change({ delayMinutes })}
            error={errors.within('delayMinutes')}
            hint="Minutes to wait before the first try, up to a week (10,080)."
          />
          <div className="grid grid-cols-[minmax(0,1fr)_96px_96px] gap-3 max-[760px]:grid-cols-1">
            <TextField
              label="Throttle: events with the same"
              optional
              mono
              placeholder="data.email"
              value={draft.throttleKey}
              onChange={(throttleKey) => change({ throttleKey })}
              error={errors.at('throttle.key') ?? errors.at('throttle')}
              hint="JSONata over the payload. The first go at once; of those that follow in time only the latest goes, when the time is over."
            />
            <TextField
              label="At most"
              inputMode="numeric"
              value={draft.throttleLimit}
              onChange={(throttleLimit) => change({ throttleLimit })}
              error={errors.at('throttle.limit')}
            />
            <TextField
              label="per seconds"
              inputMode="numeric"
              value={draft.throttleSeconds}
              onChange={(throttleSeconds) => change({ throttleSeconds })}
              error={errors.at('throttle.perSeconds')}
            />
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)_204px] gap-3 max-[760px]:grid-cols-1">
            <TextField
              label="One after another: events with the same"
              optional
              mono
              placeholder="data.order.id"
              value={draft.orderingKey}
              onChange={(orderingKey) => change({ orderingKey })}
              error={errors.at('orderingKey')}
              hint="JSONata over the payload. The next waits until the one before has succeeded or was given up."
            />
            <TextField
              label="Do not wait longer than"
              optional={draft.retry !== 'until-success'}
              inputMode="numeric"
              placeholder="no limit"
              disabled={!isBlocking}
              value={draft.blockAfter}
              onChange={(blockAfter) => change({ blockAfter })}
              error={errors.at('blockAfter')}
              hint="Minutes from the first try."
            />
          </div>
        </div>
      </details>
    </Section>
  );
}
