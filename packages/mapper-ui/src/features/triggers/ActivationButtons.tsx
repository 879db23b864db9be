import type { Backfill, BackfillOutlook, Trigger } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { hasCode } from '../../api/api-error.ts';
import { activateTrigger, foreseeBackfill, pauseTrigger } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Switch } from '../../components/Switch.tsx';
import { announce } from '../../components/Toast.tsx';

interface ActivationButtonsProps {
  trigger: Trigger;
  /** Unsaved changes: what is activated is what is saved. */
  dirty: boolean;
  onChanged: (trigger: Trigger) => void;
  /** Shows why it cannot be, where it stays until it is mended; undefined takes it away. */
  onRefused: (error: unknown) => void;
}

/** What is asked before a trigger is activated. */
interface Question {
  untested: boolean;
  /** Events of the last 24 hours that could be sent too. */
  missed: BackfillOutlook | undefined;
}

/**
 * Activate or pause. When no test backs it, activating needs a second, deliberate yes; when events came while it did not run, it is asked whether
 * they are to be sent too.
 */
export function ActivationButtons({ trigger, dirty, onChanged, onRefused }: ActivationButtonsProps) {
  const queries = useQueryClient();
  const [question, setQuestion] = useState<Question>();
  const [backfill, setBackfill] = useState(false);
  const settle = async (changed: Trigger, words: string, detail?: string) => {
    onChanged(changed);
    onRefused(undefined);
    announce(words, detail);
    await queries.invalidateQueries({ queryKey: ['triggers'] });
  };
  const activate = useMutation({
    mutationFn: (choice: { force: boolean; backfill: boolean }) => activateTrigger(trigger.id, choice),
    onSuccess: async ({ backfill: sent, ...changed }) => {
      setQuestion(undefined);
      await settle(changed, `${changed.name} is active`, describeActivation(sent));
    },
    onError: (error, { force }) => {
      if (!force && hasCode(error, 'not-tested')) setQuestion({ missed: undefined, ...question, untested: true });
      else onRefused(error);
    },
  });
  const ask = useMutation({
    mutationFn: () => foreseeBackfill(trigger.id),
    onSuccess: (missed) => {
      setBackfill(false);
      const untested = trigger.test?.succeeded !== true;
      if (missed.count > 0 || untested) setQuestion({ untested, missed });
      else activate.mutate({ force: false, backfill: false });
    },
    // What cannot be counted must not keep a trigger from being activated.
    onError: () => activate.mutate({ force: false, backfill: false }),
  });
  const pause = useMutation({
    mutationFn: () => pauseTrigger(trigger.id),
    onSuccess: (changed) =>
      settle(changed, `${changed.name} is paused`, 'Events that come now are not delivered by it.'),
    onError: onRefused,
  });
  if (trigger.status === 'active') {
    return (
      <Button icon={<Pause aria-hidden />} busy={pause.isPending} onClick={() => pause.mutate()}>
        Pause
      </Button>
    );
  }
  return (
    <>
      <Button
        variant={!dirty && trigger.test?.succeeded === true ? 'primary' : 'secondary'}
        icon={<Play aria-hidden />}
        busy={ask.isPending || activate.isPending}
        disabled={dirty}
        title={dirty ? 'Save or discard your changes first' : undefined}
        onClick={() => ask.mutate()}
      >
        Activate
      </Button>
      <ConfirmDialog
        open={question !== undefined}
        onClose={() => setQuestion(undefined)}
        title={question?.untested === true ? 'Activate without a successful test?' : `Activate ${trigger.name}?`}
        action={question?.untested === true ? 'Activate anyway' : 'Activate'}
        danger={false}
        busy={activate.isPending}
        onConfirm={() => activate.mutate({ force: question?.untested === true, backfill })}
      >
        {question?.untested === true && (
          <>
            <p>
              {trigger.test?.succeeded === false
                ? 'The last test of this revision and this destination failed.'
                : 'This revision has not been tested with this destination yet.'}
            </p>
            <p className="text-mut">
              A test sends one real {trigger.destination.kind === 'email' ? 'email' : 'request'}, so that the first live
              event is not the one that finds the mistake.
            </p>
          </>
        )}
        {question?.missed !== undefined && question.missed.count > 0 && (
          <Switch
            label={`Also send the ${describeCount(question.missed)} of the last 24 hours`}
            hint="They came while this trigger did not run. They go at once, oldest first; without delay or throttle."
            checked={backfill}
            onChange={setBackfill}
          />
        )}
      </ConfirmDialog>
    </>
  );
}

function describeCount({ count, complete }: Backfill): string {
  return `${complete ? '' : 'more than '}${count} matching ${count === 1 ? 'event' : 'events'}`;
}

function describeActivation(sent: Backfill | null): string {
  const now = 'Matching events are delivered from now on.';
  return sent === null ? now : `${now} Of the last 24 hours it sends ${describeCount(sent)}.`;
}
