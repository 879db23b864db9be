import type { EventType, Sample, TemplateResource } from '@postmap/server/contract';
import { useCallback, useMemo, useRef, useState } from 'react';
import { readStanding } from '../../core/mapper/draft-standing.ts';
import { readUsage } from '../../core/mapper/field-usage.ts';
import { stepThrough } from '../../core/mapper/sample-order.ts';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import { useAfterPaint } from '../../state/useAfterPaint.ts';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { useRole } from '../../state/useRole.ts';
import { DeliveryPanel } from './DeliveryPanel.tsx';
import type { DeliveryPanelHandle } from './DeliveryPanel.tsx';
import { EditorPane } from './EditorPane.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { useLineage } from './lineage/useLineage.ts';
import { useLineageMoves } from './lineage/useLineageMoves.ts';
import { MapperDialogs } from './MapperDialogs.tsx';
import { MapperHeader } from './MapperHeader.tsx';
import { OutputPane } from './OutputPane.tsx';
import { PaneLayout } from './PaneLayout.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { SourcePane } from './SourcePane.tsx';
import { TestsPanel } from './TestsPanel.tsx';
import { useDraftCases } from './useDraftCases.ts';
import { useDraftInput } from './useDraftInput.ts';
import { useEditorKnowledge } from './useEditorKnowledge.ts';
import { useFieldInsertion } from './useFieldInsertion.ts';
import { useFieldMapping } from './useFieldMapping.ts';
import { useMapperCommands } from './useMapperCommands.ts';
import { useMapperKeys } from './useMapperKeys.ts';
import { useMapperPlace } from './useMapperPlace.ts';
import { usePartials } from './usePartials.ts';
import { usePayloadFacts } from './usePayloadFacts.ts';
import { usePreview } from './usePreview.ts';
import { useProblemMoves } from './useProblemMoves.ts';
import { useProblems } from './useProblems.ts';
import { useSaveCase } from './useSaveCase.ts';
import { useSaving } from './useSaving.ts';
import { useSourcePayload } from './useSourcePayload.ts';
import { useTemplateDraft } from './useTemplateDraft.ts';
import { DropMarkView } from './visual/drag/DropMarkView.tsx';
import { useRowDrop } from './visual/drag/useRowDrop.ts';
import { createSourceView } from './visual/lines/source-view.ts';
import { useLinesShown } from './visual/lines/useLinesShown.ts';
import { useTarget } from './visual/target/useTarget.ts';
import { VisualCentre } from './visual/VisualCentre.tsx';
import { useMode } from './visual/useMode.ts';
import { usePanel } from './visual/usePanel.ts';
import { useVisual } from './visual/useVisual.ts';

interface MapperWorkspaceProps {
  template: TemplateResource;
  samples: readonly Sample[];
  eventTypes: readonly EventType[];
}

/** The mapper: what is edited, previewed, saved and tested comes together here; the panes only show it. */
export function MapperWorkspace({ template, samples, eventTypes }: MapperWorkspaceProps) {
  const place = useMapperPlace();
  const { tab: drawerTab, showTab, showView, chooseSample } = place;
  const draft = useTemplateDraft(template);
  const saving = useSaving(draft);
  const { language, format, source, name } = draft.content;
  const eventType = draft.content.eventType ?? place.event ?? null;
  const ownSample = eventTypes.find((type) => type.name === eventType)?.sample ?? null;
  const payload = useSourcePayload(template.id, samples, { name: eventType, sample: ownSample }, place.sample);
  const { facts, problems: factProblems } = usePayloadFacts(payload, eventType);
  const knowledge = useEditorKnowledge(draft.content, payload, eventType, facts);
  const { partials, problems: partialProblems } = usePartials(draft.content);
  const wanted = useTarget(draft);
  const input = useDraftInput(draft.content, payload, { eventType, facts, partials, target: wanted.target });
  const { preview, announce } = usePreview(input);
  const [editor, setEditor] = useState<EditorHandle | null>(null);
  const [undo, setUndo] = useState({ canUndo: false, canRedo: false });
  const [typing, setTyping] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const delivery = useRef<DeliveryPanelHandle>(null);
  usePageTitle(name);

  const readsFacts = source.includes('event.facts');
  const others = useMemo(
    () => [...partialProblems, ...(readsFacts ? factProblems : [])],
    [partialProblems, readsFacts, factProblems],
  );
  const found = useProblems({ refused: saving.refused, preview, others, source, editor });
  const problems = found.list;

  const [mode, setMode] = useMode(language);
  const [, showPanel] = usePanel();
  const [linesShown, setLinesShown] = useLinesShown();
  const output = preview.lastGood?.value;
  const [sourceView] = useState(createSourceView);
  const showsRows = mode !== 'code' && language === 'jsonata';
  const lineage = useLineage(preview, input, payload.payload, source);
  const visual = useVisual(
    {
      draft,
      payload,
      editor,
      input,
      output,
      problems,
      mode,
      onMode: setMode,
      traced: lineage.spans,
      typing,
      answered: input === null || preview.source === source,
    },
    wanted,
  );
  const moves = useLineageMoves({ lineage, visual, sourceView, editor, latest: draft.latest });

  const stepSample = useCallback(
    (step: 1 | -1) => {
      const next = stepThrough([...payload.fitting, ...payload.others], payload.sample?.id, step);
      if (next !== undefined) chooseSample(next.id);
    },
    [payload, chooseSample],
  );
  const showProblems = useCallback(() => showTab('problems'), [showTab]);
  const changeSource = (next: string, state: { canUndo: boolean; canRedo: boolean }): void => {
    if (input !== null) announce({ ...input, source: next });
    draft.change({ source: next });
    setUndo((before) => (before.canUndo === state.canUndo && before.canRedo === state.canRedo ? before : state));
    setTyping(editor?.hasFocus() ?? false);
    saving.forgetRefused();
  };
  const insertion = useFieldInsertion(editor, draft.latest, knowledge);
  const { targets, mark } = useRowDrop(visual, wanted.target, insertion.target);
  const { mapField, mapFact } = useFieldMapping(showsRows, visual.mapFrom.begin, insertion);
  const painted = useAfterPaint(source);
  const usage = useMemo(() => readUsage({ language, source: painted }), [language, painted]);
  const tests = useDraftCases(draft.base, draft.content);
  const caseSaving = useSaveCase(template.id);
  const { mayEdit } = useRole();
  const problemMoves = useProblemMoves({ found, visual, editor, preview, latest: draft.latest, showTab });
  const { tidy } = problemMoves;
  const test = (): void => {
    if (drawerTab === 'delivery') delivery.current?.send();
    else showTab('delivery');
  };
  const startPublishing = (): void => setPublishing(true);
  const saveCase = (): void => {
    showTab('tests');
    if (input === null || preview.outcome === null) return;
    const taken = tests.cases.map((one) => one.name);
    caseSaving.mutate({ input, outcome: preview.outcome, payload, taken });
  };
  const keys = {
    save: () => void saving.save(),
    test,
    nextProblem: problemMoves.next,
    tidy,
    search: () => searchField.current?.focus(),
    stepSample,
    undo: () => editor?.undo(),
    redo: () => editor?.redo(),
  };
  useMapperKeys(keys);
  useMapperCommands(showsRows ? visual : null, language === 'jsonata', {
    ...keys,
    publish: mayEdit && readStanding(draft.base, draft.changed) !== 'published' ? startPublishing : undefined,
    saveCase: mayEdit ? saveCase : undefined,
    lines: { shown: linesShown, show: setLinesShown },
    removeExtra: wanted.target === undefined ? undefined : () => wanted.removeExtra(visual.mapping),
    showLineage: moves.showFocused,
    onMode: setMode,
    showTab,
    showView,
    showPanel,
  });

  return (
    <div className="flex h-full flex-col">
      <MapperHeader
        draft={draft}
        eventTypes={eventTypes}
        undo={undo}
        busy={saving.busy}
        onUndo={keys.undo}
        onRedo={keys.redo}
        onTest={test}
        onSave={() => void saving.save()}
        onPublish={startPublishing}
        mode={mode}
        onMode={setMode}
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
            usage={usage}
            onMap={mapField}
            dropTargets={targets}
            view={sourceView}
            facts={facts}
            onInsertFact={mapFact}
            marks={lineage.fields}
            sought={moves.field}
            onFound={moves.forgetField}
            onOutputs={moves.showOutputs}
          />
        }
        editor={
          <EditorPane
            content={draft.content}
            payload={payload}
            knowledge={knowledge}
            problems={problems}
            marks={lineage.marks}
            onChange={draft.change}
            onType={changeSource}
            onReady={setEditor}
            onTidy={tidy}
            mode={mode}
            visual={
              <VisualCentre
                visual={visual}
                language={language}
                knowledge={knowledge}
                onMode={setMode}
                target={wanted}
                sourceView={sourceView}
                linesShown={linesShown}
                onLinesShown={setLinesShown}
              />
            }
          />
        }
        output={
          <OutputPane
            template={draft.base}
            input={input}
            format={format}
            preview={preview}
            payloadError={payload.error?.message ?? null}
            view={place.view}
            onView={showView}
            onShowProblems={showProblems}
            lineage={lineage}
            onField={moves.goToField}
            onExpression={moves.goToExpression}
          />
        }
        sought={moves.pane}
        drawerTab={drawerTab}
        onDrawerTab={showTab}
        problems={problems}
        tests={tests.run.data}
        panels={{
          problems: (
            <ProblemsPanel
              problems={problems}
              source={source}
              chosen={found.chosen}
              onChoose={problemMoves.goTo}
              onFix={problemMoves.fix}
            />
          ),
          tests: (
            <TestsPanel
              templateId={template.id}
              tests={tests}
              payload={payload}
              input={input}
              outcome={preview.outcome}
            />
          ),
          history: <HistoryPanel draft={draft} />,
          delivery: <DeliveryPanel ref={delivery} templateId={template.id} payload={payload} saveFirst={saving.save} />,
        }}
      />
      <MapperDialogs
        draft={draft}
        saving={saving}
        hasErrors={problems.some(({ severity }) => severity === 'error')}
        publishing={publishing}
        onPublishing={setPublishing}
        onRefused={showProblems}
      />
      <DropMarkView ref={mark} />
      <output aria-live="polite" className="sr-only">
        {lineage.said}
      </output>
    </div>
  );
}
