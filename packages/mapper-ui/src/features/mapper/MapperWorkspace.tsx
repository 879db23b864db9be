import type { EventType, Sample, TemplateResource } from '@postmap/server/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { pickOne } from '../../core/search.ts';
import { writeFactInsertion, writeInsertion } from '../../core/mapper/insert-path.ts';
import type { FactName } from '../../core/fact-words.ts';
import { stepThrough } from '../../core/mapper/sample-order.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { DeliveryPanel } from './DeliveryPanel.tsx';
import type { DeliveryPanelHandle } from './DeliveryPanel.tsx';
import { DRAWER_TABS } from './Drawer.tsx';
import type { DrawerTab } from './Drawer.tsx';
import { EditorPane } from './EditorPane.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { MapperHeader } from './MapperHeader.tsx';
import { OutputPane } from './OutputPane.tsx';
import type { OutputView } from './OutputPane.tsx';
import { PaneLayout } from './PaneLayout.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { SourcePane } from './SourcePane.tsx';
import { useMapperKeys } from './useMapperKeys.ts';
import { usePartials } from './usePartials.ts';
import { usePayloadFacts } from './usePayloadFacts.ts';
import { usePreview } from './usePreview.ts';
import { useSaving } from './useSaving.ts';
import { useSourcePayload } from './useSourcePayload.ts';
import { useTemplateDraft } from './useTemplateDraft.ts';

interface MapperWorkspaceProps {
  template: TemplateResource;
  samples: readonly Sample[];
  eventTypes: readonly EventType[];
}

/** The mapper: what is edited, previewed, saved and tested comes together here; the panes only show it. */
export function MapperWorkspace({ template, samples, eventTypes }: MapperWorkspaceProps) {
  const search = useSearch({ from: '/templates/$templateId' });
  const navigate = useNavigate({ from: '/templates/$templateId' });
  const draft = useTemplateDraft(template);
  const saving = useSaving(draft);
  const { language, format, formatOptions, source, name } = draft.content;
  const eventType = draft.content.eventType ?? search.event ?? null;
  const ownSample = eventTypes.find((type) => type.name === eventType)?.sample ?? null;
  const payload = useSourcePayload(template.id, samples, { name: eventType, sample: ownSample }, search.sample);
  const { facts, problems: factProblems } = usePayloadFacts(payload, eventType);
  const { partials, problems: partialProblems } = usePartials(draft.content);
  const input = useMemo(
    () =>
      payload.error === null && partials !== null
        ? {
            language,
            format,
            formatOptions,
            source,
            name,
            partials,
            payload: payload.text,
            eventType: eventType ?? 'custom',
            facts,
          }
        : null,
    [language, format, formatOptions, source, name, partials, payload.text, payload.error, eventType, facts],
  );
  const { preview, announce } = usePreview(input);
  const [editor, setEditor] = useState<EditorHandle | null>(null);
  const [undo, setUndo] = useState({ canUndo: false, canRedo: false });
  const [publishing, setPublishing] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const delivery = useRef<DeliveryPanelHandle>(null);
  const drawerTab: DrawerTab | undefined = DRAWER_TABS.find((tab) => tab === search.tab);
  usePageTitle(name);

  const rendered = preview.outcome?.diagnostics;
  const problems = useMemo<readonly EditorProblem[]>(
    () => [
      ...mergeProblems(saving.refused, rendered ?? []),
      ...partialProblems,
      ...(source.includes('event.facts') ? factProblems : []),
    ],
    [saving.refused, rendered, partialProblems, source, factProblems],
  );

  const showTab = useCallback(
    (tab: DrawerTab | undefined) => void navigate({ search: (before) => ({ ...before, tab }), replace: true }),
    [navigate],
  );
  const chooseSample = useCallback(
    (id: string) => void navigate({ search: (before) => ({ ...before, sample: id }), replace: true }),
    [navigate],
  );
  const stepSample = useCallback(
    (step: 1 | -1) => {
      const next = stepThrough([...payload.fitting, ...payload.others], payload.sample?.id, step);
      if (next !== undefined) chooseSample(next.id);
    },
    [payload, chooseSample],
  );
  const showView = useCallback(
    (view: OutputView) => void navigate({ search: (before) => ({ ...before, view }), replace: true }),
    [navigate],
  );
  const showProblems = useCallback(() => showTab('problems'), [showTab]);
  const changeSource = (next: string, state: { canUndo: boolean; canRedo: boolean }): void => {
    if (input !== null) announce({ ...input, source: next });
    draft.change({ source: next });
    setUndo((before) => (before.canUndo === state.canUndo && before.canRedo === state.canRedo ? before : state));
    saving.forgetRefused();
  };
  const { latest } = draft;
  const insertField = useCallback(
    (node: FieldNode) => {
      if (editor !== null) editor.insert(writeInsertion(latest().language, latest().source, editor.caret(), node));
    },
    [editor, latest],
  );
  const insertFact = useCallback(
    (fact: FactName) => {
      if (editor !== null) editor.insert(writeFactInsertion(latest().language, latest().source, editor.caret(), fact));
    },
    [editor, latest],
  );
  const goToProblem = (problem: EditorProblem): void => {
    if (problem.span !== undefined) editor?.reveal(problem.span.start, problem.span.end);
  };
  const nextProblem = (): void => {
    if (problems.some(({ span }) => span !== undefined)) editor?.nextProblem();
    else showTab('problems');
  };
  const test = (): void => {
    if (drawerTab === 'delivery') delivery.current?.send();
    else showTab('delivery');
  };
  const publish = async (note: string, force: boolean): Promise<void> => {
    const published = await saving.publish(note, force);
    setPublishing(false);
    if (!published) showTab('problems');
  };
  useMapperKeys({
    save: () => void saving.save(),
    test,
    nextProblem,
    search: () => searchField.current?.focus(),
    stepSample,
  });

  return (
    <div className="flex h-full flex-col">
      <MapperHeader
        draft={draft}
        eventTypes={eventTypes}
        undo={undo}
        busy={saving.busy}
        onUndo={() => editor?.undo()}
        onRedo={() => editor?.redo()}
        onTest={test}
        onSave={() => void saving.save()}
        onPublish={() => setPublishing(true)}
      />
      <PaneLayout
        source={
          <SourcePane
            payload={payload}
            language={language}
            eventType={eventType}
            searchField={searchField}
            onChoose={chooseSample}
            onStep={stepSample}
            onInsert={insertField}
            facts={facts}
            onInsertFact={insertFact}
          />
        }
        editor={
          <EditorPane
            content={draft.content}
            payload={payload}
            eventType={eventType}
            facts={facts}
            problems={problems}
            onChange={draft.change}
            onType={changeSource}
            onReady={setEditor}
          />
        }
        output={
          <OutputPane
            templateId={template.id}
            input={input}
            format={format}
            preview={preview}
            payloadError={payload.error?.message ?? null}
            view={pickOne(['result', 'wire', 'preview'], search.view)}
            onView={showView}
            onShowProblems={showProblems}
          />
        }
        drawerTab={drawerTab}
        onDrawerTab={showTab}
        problems={problems}
        panels={{
          problems: <ProblemsPanel problems={problems} source={source} onChoose={goToProblem} />,
          history: <HistoryPanel draft={draft} />,
          delivery: <DeliveryPanel ref={delivery} templateId={template.id} payload={payload} saveFirst={saving.save} />,
        }}
      />
      <PublishDialog
        open={publishing}
        template={draft.base}
        content={draft.content}
        changed={draft.changed}
        busy={saving.busy === 'publish'}
        hasErrors={problems.some(({ severity }) => severity === 'error')}
        onClose={() => setPublishing(false)}
        onPublish={(note, force) => {
          void publish(note, force);
        }}
      />
      <ConflictDialog
        open={draft.conflict}
        busy={saving.busy !== null}
        onClose={() => draft.setConflict(false)}
        onChoose={(choice) => void saving.resolveConflict(choice)}
      />
      <LeaveDialog changed={draft.changed} />
    </div>
  );
}

/** The server finds what the preview found: that is one problem, and the preview knows its place. */
function mergeProblems(refused: readonly EditorProblem[], rendered: readonly EditorProblem[]): EditorProblem[] {
  const known = new Set(rendered.map(({ message }) => message));
  return [...refused.filter(({ message }) => !known.has(message)), ...rendered];
}
