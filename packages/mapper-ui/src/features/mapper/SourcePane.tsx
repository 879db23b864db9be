import type { Language, ReadRole } from '@postmap/engine';
import type { Facts } from '@postmap/server/contract';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import type { PointerEvent, RefObject } from 'react';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { FactName } from '../../core/fact-words.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import { isUsed } from '../../core/mapper/field-usage.ts';
import type { FieldUsage } from '../../core/mapper/field-usage.ts';
import type { DropTarget } from './drop-target.ts';
import { FactRows } from './FactRows.tsx';
import { FieldTree } from './FieldTree.tsx';
import type { Sought } from './lineage/useLineageMoves.ts';
import { PointerDrag } from './PointerDrag.tsx';
import type { PointerDragHandle } from './PointerDrag.tsx';
import { SampleBar } from './SampleBar.tsx';
import { SourceFilter } from './SourceFilter.tsx';
import type { FieldChoice } from './SourceFilter.tsx';
import type { SourceView } from './visual/lines/source-view.ts';
import { CUSTOM } from './useSourcePayload.ts';
import type { SourcePayload } from './useSourcePayload.ts';

interface SourcePaneProps {
  payload: SourcePayload;
  language: Language;
  eventType: string | null;
  /** What the template reads. */
  usage: FieldUsage;
  searchField: RefObject<HTMLInputElement | null>;
  onChoose: (id: string) => void;
  onStep: (step: 1 | -1) => void;
  /** A field is to get into the template. */
  onMap: (node: FieldNode) => void;
  /** Where fields can be dropped; the first that takes one has it. */
  dropTargets: readonly DropTarget<FieldNode>[];
  /** Is told which fields show. */
  view: SourceView;
  facts: Facts;
  onInsertFact: (name: FactName) => void;
  /** Fields that lineage leads to. */
  marks: ReadonlyMap<string, ReadRole>;
  /** A field that is to be shown. */
  sought: Sought<string> | null;
  onFound: () => void;
  onOutputs: (id: string) => void;
}

/** The payload: which one, and its fields; a custom one can be typed in place of them. */
export const SourcePane = memo(function SourcePane({
  payload,
  language,
  eventType,
  usage,
  searchField,
  onChoose,
  onStep,
  onMap,
  dropTargets,
  view,
  facts,
  onInsertFact,
  marks,
  sought,
  onFound,
  onOutputs,
}: SourcePaneProps) {
  const [query, setQuery] = useState('');
  const [choice, setChoice] = useState<FieldChoice>('all');
  const custom = payload.choice === CUSTOM;
  const [editing, setEditing] = useState(custom);
  const drag = useRef<PointerDragHandle<FieldNode>>(null);
  const grab = useCallback((node: FieldNode, event: PointerEvent) => drag.current?.grab(node, event), []);
  const keep = useMemo(() => {
    if (choice === 'all') return undefined;
    if (choice === 'used') return (node: FieldNode) => isUsed(usage, node);
    return (node: FieldNode) => node.children.length === 0 && !isUsed(usage, node);
  }, [usage, choice]);
  const { root, error, text } = payload;
  const choose = (id: string): void => {
    setEditing(id === CUSTOM);
    onChoose(id);
  };
  const step = (direction: 1 | -1): void => {
    setEditing(false);
    onStep(direction);
  };
  const [seen, setSeen] = useState(sought);
  if (seen !== sought) {
    setSeen(sought);
    if (sought !== null) setEditing(false);
  }
  const unfilter = useCallback(() => {
    setQuery('');
    setChoice('all');
  }, []);
  const showEditor = custom && editing;
  return (
    <section aria-label="Source" className="flex h-full min-w-0 flex-col">
      <SampleBar payload={payload} eventType={eventType} onChoose={choose} onStep={step} />
      {custom && (
        <div className="flex h-8 shrink-0 items-center gap-1 px-3 pt-1 text-sm">
          <button type="button" aria-pressed={!editing} onClick={() => setEditing(false)} className={pressed(!editing)}>
            Fields
          </button>
          <button type="button" aria-pressed={editing} onClick={() => setEditing(true)} className={pressed(editing)}>
            Edit JSON
          </button>
        </div>
      )}
      {showEditor ? (
        <>
          <CodeEditor
            label="Custom payload, JSON"
            language="json"
            value={text}
            onChange={payload.setCustomText}
            className="flex-1"
          />
          {error !== null && (
            <p role="alert" className="shrink-0 border-t border-line-soft bg-bad-soft px-3 py-1.5 text-bad">
              {error.message}
            </p>
          )}
        </>
      ) : (
        <>
          <SourceFilter
            searchField={searchField}
            query={query}
            onQuery={setQuery}
            choice={choice}
            onChoice={setChoice}
          />
          {root === null ? (
            <p role="alert" className="m-3 rounded-md bg-bad-soft px-2.5 py-2 text-bad">
              {error?.message}
            </p>
          ) : root.children.length === 0 ? (
            <EmptyState title="No fields">The payload is {text.trim().slice(0, 20) || 'empty'}.</EmptyState>
          ) : (
            <FieldTree
              root={root}
              query={query}
              keep={keep}
              language={language}
              usage={usage}
              samples={payload.samples}
              onMap={onMap}
              onGrab={grab}
              view={view}
              marks={marks}
              sought={sought}
              onUnfilter={unfilter}
              onFound={onFound}
              onOutputs={onOutputs}
            />
          )}
          {eventType !== null && root !== null && <FactRows facts={facts} onInsert={onInsertFact} />}
          <PointerDrag ref={drag} targets={dropTargets} nameOf={nameField} elsewhere="Nothing takes a field here" />
        </>
      )}
    </section>
  );
});

function nameField({ key }: FieldNode): string {
  return key;
}

function pressed(on: boolean): string {
  return on ? 'rounded-sm bg-accent-soft px-2 font-semibold text-accent' : 'rounded-sm px-2 text-mut hover:text-ink';
}
