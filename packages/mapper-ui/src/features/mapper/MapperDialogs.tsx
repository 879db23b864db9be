import { LeaveDialog } from '../../components/LeaveDialog.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import type { Saving } from './useSaving.ts';
import type { DraftState } from './useTemplateDraft.ts';

interface MapperDialogsProps {
  draft: DraftState;
  saving: Saving;
  hasErrors: boolean;
  publishing: boolean;
  onPublishing: (publishing: boolean) => void;
  /** The server would not publish, which has been said. */
  onRefused: () => void;
}

/** What asks before a draft is published, put over another one's, or left. */
export function MapperDialogs({ draft, saving, hasErrors, publishing, onPublishing, onRefused }: MapperDialogsProps) {
  const publish = async (note: string, force: boolean): Promise<void> => {
    const published = await saving.publish(note, force);
    onPublishing(false);
    if (!published) onRefused();
  };
  return (
    <>
      <PublishDialog
        open={publishing}
        template={draft.base}
        content={draft.content}
        changed={draft.changed}
        busy={saving.busy === 'publish'}
        hasErrors={hasErrors}
        onClose={() => onPublishing(false)}
        onPublish={(note, force) => void publish(note, force)}
      />
      <ConflictDialog
        open={draft.conflict}
        busy={saving.busy !== null}
        onClose={() => draft.setConflict(false)}
        onChoose={(choice) => void saving.resolveConflict(choice)}
      />
      <LeaveDialog changed={draft.changed}>
        The changes stay in this browser and are there when you come back, but nobody else sees them until they are
        saved.
      </LeaveDialog>
    </>
  );
}
