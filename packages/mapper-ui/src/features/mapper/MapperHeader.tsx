import type { EventType } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { Redo2, Undo2 } from 'lucide-react';
import { useCallback } from 'react';
import { Button, IconButton } from '../../components/Button.tsx';
import { Logo } from '../../components/Logo.tsx';
import { Pill } from '../../components/Pill.tsx';
import { readStanding } from '../../core/mapper/draft-standing.ts';
import type { DraftStanding } from '../../core/mapper/draft-standing.ts';
import { useRole, VIEWER_REASON } from '../../state/useRole.ts';
import { EventTypeSelect } from './EventTypeSelect.tsx';
import { NameField } from './NameField.tsx';
import type { DraftState } from './useTemplateDraft.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import type { Mode } from './visual/useVisual.ts';

interface MapperHeaderProps {
  draft: DraftState;
  eventTypes: readonly EventType[];
  undo: { canUndo: boolean; canRedo: boolean };
  busy: 'save' | 'publish' | null;
  onUndo: () => void;
  onRedo: () => void;
  onTest: () => void;
  onSave: () => void;
  onPublish: () => void;
  mode: Mode;
  onMode: (mode: Mode) => void;
}

const command = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl ';

export function MapperHeader({
  draft,
  eventTypes,
  undo,
  busy,
  onUndo,
  onRedo,
  onTest,
  onSave,
  onPublish,
  mode,
  onMode,
}: MapperHeaderProps) {
  const { mayEdit } = useRole();
  // A viewer may try things out here, and keep nothing of it.
  const refusal = mayEdit ? undefined : VIEWER_REASON;
  const { base, content, changed, change } = draft;
  const changeEventType = useCallback((eventType: string | null) => change({ eventType }), [change]);
  const standing = readStanding(base, changed);
  const isBehind = standing === 'outdated';
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-3 max-[860px]:flex-wrap max-[860px]:gap-y-1 max-[860px]:py-1.5">
      <Link to="/" aria-label="Postmap home" className="mr-0.5 shrink-0 rounded-sm">
        <Logo className="size-[22px]" />
      </Link>
      <div className="flex min-w-0 items-center gap-1">
        <nav aria-label="Breadcrumb" className="flex shrink-0 items-center gap-1 text-mut">
          <Link to="/templates" className="rounded-sm hover:text-ink hover:underline">
            Templates
          </Link>
          <span aria-hidden>/</span>
        </nav>
        <NameField name={content.name} onChange={(name) => draft.change({ name })} />
      </div>
      <EventTypeSelect eventTypes={eventTypes} value={content.eventType} onChange={changeEventType} />
      <Pill tone={standing === 'published' ? 'ok' : 'warn'} title={describeStanding(draft, standing)}>
        {nameStanding(draft, standing)}
      </Pill>
      {isBehind && (
        <span
          className="min-w-0 truncate text-sm text-warn max-[1279px]:hidden"
          title={describeStanding(draft, standing)}
        >
          A template that it calls is newer: publish again to take it up
        </span>
      )}
      <Link
        to="/templates/$templateId/details"
        params={{ templateId: base.id }}
        className="shrink-0 rounded-sm text-sm text-mut hover:text-ink hover:underline max-[1023px]:hidden"
      >
        Details
      </Link>
      <div className="ml-auto flex shrink-0 items-center gap-2 max-[860px]:ml-0">
        <div className="flex max-[960px]:hidden">
          <IconButton label={`Undo (${command}Z)`} disabled={!undo.canUndo} onClick={onUndo}>
            <Undo2 />
          </IconButton>
          <IconButton label={`Redo (${command}⇧Z)`} disabled={!undo.canRedo} onClick={onRedo}>
            <Redo2 />
          </IconButton>
        </div>
        <ViewSwitch mode={mode} onMode={onMode} />
        <Button onClick={onTest} disabled={!mayEdit} title={refusal} aria-keyshortcuts="Control+Enter Meta+Enter">
          Test <span className="text-mut max-[1100px]:hidden">{command}↵</span>
        </Button>
        <Button
          onClick={onSave}
          busy={busy === 'save'}
          disabled={!mayEdit || !changed}
          title={refusal}
          aria-keyshortcuts="Control+S Meta+S"
        >
          {changed ? 'Save' : 'Saved'} <span className="text-mut max-[1100px]:hidden">{command}S</span>
        </Button>
        <Button
          variant="primary"
          onClick={onPublish}
          busy={busy === 'publish'}
          disabled={!mayEdit || standing === 'published'}
          title={refusal}
        >
          {isBehind ? 'Publish again' : 'Publish'}
        </Button>
      </div>
    </header>
  );
}

function nameStanding({ base: { published }, changed }: DraftState, standing: DraftStanding): string {
  const revision = `r${published?.revision}`;
  switch (standing) {
    case 'unpublished':
      return changed ? 'draft · not saved' : 'draft';
    case 'changed':
      return `draft · changed since ${revision}`;
    case 'outdated':
      return `published ${revision} · outdated`;
    default:
      return `published ${revision}`;
  }
}

function describeStanding({ base: { published }, changed }: DraftState, standing: DraftStanding): string {
  const saved = changed ? 'There are changes that are not saved.' : 'All changes are saved.';
  switch (standing) {
    case 'unpublished':
      return `${saved} Nothing is published yet: live events cannot use this template.`;
    case 'changed':
      return `${saved} Live events use r${published?.revision} until this is published.`;
    case 'outdated':
      return 'A template that this one calls was published since: publish again to take it up.';
    default:
      return 'Live events use what you see.';
  }
}
