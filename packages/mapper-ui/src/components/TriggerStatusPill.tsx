import type { Trigger } from '@postmap/server/contract';
import { Pill } from './Pill.tsx';
import type { Tone } from './Pill.tsx';

const tones: Readonly<Record<Trigger['status'], Tone>> = { draft: 'neutral', active: 'ok', paused: 'warn' };

export function TriggerStatusPill({ trigger }: { trigger: Pick<Trigger, 'status' | 'pausedBecause'> }) {
  return (
    <Pill tone={tones[trigger.status]} title={trigger.pausedBecause ?? undefined}>
      {trigger.status}
    </Pill>
  );
}
