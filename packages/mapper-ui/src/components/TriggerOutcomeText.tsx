import type { Trigger } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { readOutcome } from '../core/trigger-outcome.ts';
import { TimeText } from './TimeText.tsx';

const tones = { ok: 'text-ok', warn: 'text-warn', bad: 'text-bad', neutral: 'text-mut' } as const;

/** How a trigger's newest deliveries went, leading to them; before the first, how its test went. */
export function TriggerOutcomeText({ trigger }: { trigger: Trigger }) {
  const { tone, text, at, live } = readOutcome(trigger);
  return (
    <>
      {live ? (
        <Link
          to="/deliveries"
          search={{ trigger: trigger.id, range: 'all' }}
          title="Show its deliveries"
          className={clsx(tones[tone], 'underline decoration-dotted underline-offset-[3px] hover:decoration-solid')}
          onClick={(event) => event.stopPropagation()}
        >
          {text}
        </Link>
      ) : (
        <span className={tones[tone]}>{text}</span>
      )}
      {at !== null && (
        <span className="text-mut">
          {' · '}
          <TimeText at={at} ago />
        </span>
      )}
    </>
  );
}
