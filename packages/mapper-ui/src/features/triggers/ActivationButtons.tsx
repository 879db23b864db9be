import type { Trigger } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { hasCode } from '../../api/api-error.ts';
import { activateTrigger, pauseTrigger } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';

interface ActivationButtonsProps {
  trigger: Trigger;
  /** Unsaved changes: what is activated is what is saved. */
  dirty: boolean;
  onChanged: (trigger: Trigger) => void;
  /** Shows why it cannot be, where it stays until it is mended; undefined takes it away. */
  onRefused: (error: unknown) => void;
}

/** Activate or pause. When no test backs it, activating needs a second, deliberate yes. */
export function ActivationButtons({ trigger, dirty, onChanged, onRefused }: ActivationButtonsProps) {
  const queries = useQueryClient();
  const [untested, setUntested] = useState(false);
  const settle = async (changed: Trigger, words: string, detail?: string) => {
    onChanged(changed);
    onRefused(undefined);
    announce(words, detail);
    await queries.invalidateQueries({ queryKey: ['triggers'] });
  };
  const activate = useMutation({
    mutationFn: (force: boolean) => activateTrigger(trigger.id, force),
    onSuccess: async (changed) => {
      setUntested(false);
      await settle(changed, `${changed.name} is active`, 'Matching events are delivered from now on.');
    },
    onError: (error, force) => {
      if (!force && hasCode(error, 'not-tested')) setUntested(true);
      else onRefused(error);
    },
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
        busy={activate.isPending}
        disabled={dirty}
        title={dirty ? 'Save or discard your changes first' : undefined}
        onClick={() => activate.mutate(false)}
      >
        Activate
      </Button>
      <ConfirmDialog
        open={untested}
        onClose={() => setUntested(false)}
        title="Activate without a successful test?"
        action="Activate anyway"
        danger={false}
        busy={activate.isPending}
        onConfirm={() => activate.mutate(true)}
      >
        <p>
          {trigger.test?.succeeded === false
            ? 'The last test of this revision and this destination failed.'
            : 'This revision has not been tested with this destination yet.'}
        </p>
        <p className="text-mut">
          A test sends one real request, so that the first live event is not the one that finds the mistake.
        </p>
      </ConfirmDialog>
    </>
  );
}
