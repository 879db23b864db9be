import type { Trigger } from '@postmap/server/contract';
import { Button } from '../../components/Button.tsx';
import { ActivationButtons } from './ActivationButtons.tsx';
import { DeleteTriggerButton } from './DeleteTriggerButton.tsx';
import { DuplicateTriggerButton } from './DuplicateTriggerButton.tsx';
import type { TriggerEditor } from './useTriggerEditor.ts';

interface TriggerActionsProps {
  editor: TriggerEditor;
  live: Trigger | undefined;
  onChanged: (trigger: Trigger) => void;
  onRefused: (error: unknown) => void;
}

/** The buttons on top of the form. */
export function TriggerActions({ editor, live, onChanged, onRefused }: TriggerActionsProps) {
  const { base, dirty } = editor;
  return (
    <>
      {base !== undefined && <DuplicateTriggerButton trigger={base} dirty={dirty} />}
      {base !== undefined && <DeleteTriggerButton trigger={base} />}
      {dirty && (
        <Button variant="quiet" onClick={() => editor.reset(base)}>
          Discard
        </Button>
      )}
      <Button
        type="submit"
        variant={dirty || base === undefined ? 'primary' : 'secondary'}
        busy={editor.saving}
        disabled={!dirty && base !== undefined}
      >
        {base === undefined ? 'Save draft' : 'Save'}
      </Button>
      {live !== undefined && (
        <ActivationButtons trigger={live} dirty={dirty} onChanged={onChanged} onRefused={onRefused} />
      )}
    </>
  );
}
