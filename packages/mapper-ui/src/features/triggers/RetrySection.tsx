import { Field, TextField } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { Select } from '../../components/Select.tsx';
import { describeRetry, RETRY_CHOICES } from '../../core/retry-words.ts';
import { readRetry } from '../../core/trigger-draft.ts';
import { RetryTimeline } from './RetryTimeline.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

/** What happens when the endpoint does not take it. */
export function RetrySection({ draft, change, errors }: SectionProps) {
  const read = readRetry(draft);
  const schedule = 'policy' in read ? describeRetry(read.policy, draft.kind, Number(draft.delayMinutes)) : undefined;
  return (
    <Section
      title="Retries"
      hint={draft.kind === 'email' ? 'If the mail server does not take it now.' : 'If the endpoint does not take it.'}
    >
      <div className="grid grid-cols-2 gap-3 max-[760px]:grid-cols-1">
        <Field label="Retry policy" error={draft.retry === 'custom' ? undefined : errors.within('retry')}>
          {(control) => (
            <Select {...control} value={draft.retry} options={RETRY_CHOICES} onChange={(retry) => change({ retry })} />
          )}
        </Field>
        {draft.retry === 'custom' && (
          <TextField
            label="Waits between tries"
            mono
            value={draft.waits}
            onChange={(waits) => change({ waits })}
            error={'message' in read ? read.message : errors.within('retry')}
          />
        )}
      </div>
      {schedule !== undefined && (
        <div>
          {'policy' in read && <RetryTimeline policy={read.policy} delayMinutes={Number(draft.delayMinutes)} />}
          <ol aria-label="Tries" className="mt-2 flex flex-wrap items-center gap-y-2">
            {schedule.steps.map((step, index) => (
              // The place in the order is what tells steps apart: waits repeat.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className="flex items-center">
                {index > 0 && <span className="mx-1.5 h-px w-3 bg-line" aria-hidden />}
                <span className="mono inline-flex items-center gap-1.5 whitespace-nowrap text-mut">
                  <span
                    className={
                      index === 0
                        ? 'size-[7px] rounded-full bg-accent'
                        : 'size-[7px] rounded-full border-[1.5px] border-faint'
                    }
                    aria-hidden
                  />
                  {step}
                </span>
              </li>
            ))}
            {schedule.endless && <li className="mono ml-2 text-mut">…</li>}
          </ol>
          <p className="mt-1.5 text-sm text-mut">{schedule.note}</p>
        </div>
      )}
    </Section>
  );
}
