import type { TemplateResource, Trigger } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../api/settings.ts';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { listActivationNeeds } from '../../core/activation-needs.ts';
import { useRole, VIEWER_REASON } from '../../state/useRole.ts';
import { ActivationNeeds } from './ActivationNeeds.tsx';
import type { TriggerEditor } from './useTriggerEditor.ts';

/** Paths whose messages the sections show at their fields. */
const shownPaths = [
  'name',
  'routes',
  'includeTest',
  'templateId',
  'revision',
  'destination',
  'delayMinutes',
  'throttle',
  'orderingKey',
  'blockAfter',
  'retry',
];

interface TriggerNoticesProps {
  editor: TriggerEditor;
  /** Status, test and warnings as they are now. */
  live: Trigger | undefined;
  template: TemplateResource | undefined;
  /** Why it was not activated. */
  refusal: unknown;
  onReload: () => void;
}

/** What stands above the form: what went wrong, what is the matter, what is missing. */
export function TriggerNotices({ editor, live, template, refusal, onReload }: TriggerNoticesProps) {
  const { draft, dirty } = editor;
  const settings = useQuery({ ...settingsQuery(), enabled: draft.kind === 'email' });
  // The row of a header shows its own.
  const warnings = live?.warnings.filter(({ path }) => !path.startsWith('destination.headers[')) ?? [];
  const hasMailServer = settings.data === undefined ? undefined : settings.data.smtp !== null;
  const { mayEdit } = useRole();
  return (
    <div className="flex max-w-[960px] flex-col gap-2 px-5 pt-3 empty:hidden max-[760px]:px-4">
      <SaveProblem error={editor.saveError} shown={shownPaths} onReload={onReload} />
      {refusal !== undefined && <ErrorNote error={refusal} />}
      {typeof live?.pausedBecause === 'string' && (
        <p role="alert" className="rounded-md bg-warn-soft px-2.5 py-2 text-warn">
          Postmap paused this trigger: {live.pausedBecause}
        </p>
      )}
      {warnings.length > 0 && (
        <ul aria-label="Warnings" className="rounded-md bg-warn-soft px-2.5 py-2 text-warn">
          {warnings.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {!mayEdit && <p className="rounded-md bg-hover px-2.5 py-2 text-mut">{VIEWER_REASON}</p>}
      {mayEdit && live?.status !== 'active' && (
        <ActivationNeeds needs={listActivationNeeds({ draft, trigger: live, template, dirty, hasMailServer })} />
      )}
    </div>
  );
}
