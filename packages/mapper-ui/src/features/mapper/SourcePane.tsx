import type { Language } from '@postmap/engine';
import type { Facts } from '@postmap/server/contract';
import { Search } from 'lucide-react';
import { memo, useState } from 'react';
import type { RefObject } from 'react';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { FactName } from '../../core/fact-words.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import { FactRows } from './FactRows.tsx';
import { FieldTree } from './FieldTree.tsx';
import { SampleBar } from './SampleBar.tsx';
import { CUSTOM } from './useSourcePayload.ts';
import type { SourcePayload } from './useSourcePayload.ts';

interface SourcePaneProps {
  payload: SourcePayload;
  language: Language;
  eventType: string | null;
  searchField: RefObject<HTMLInputElement | null>;
  onChoose: (id: string) => void;
  onStep: (step: 1 | -1) => void;
  onInsert: (node: FieldNode) => void;
  facts: Facts;
  onInsertFact: (name: FactName) => void;
}

/** The payload: which one, and its fields; a custom one can be typed in place of them. */
export const SourcePane = memo(function SourcePane({
  payload,
  language,
  eventType,
  searchField,
  onChoose,
  onStep,
  onInsert,
  facts,
  onInsertFact,
}: SourcePaneProps) {
  const [query, setQuery] = useState('');
  const custom = payload.choice === CUSTOM;
  const [editing, setEditing] = useState(custom);
  const { root, error, text } = payload;
  const choose = (id: string): void => {
    setEditing(id === CUSTOM);
    onChoose(id);
  };
  const step = (direction: 1 | -1): void => {
    setEditing(false);
    onStep(direction);
  };
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
          <div className="relative shrink-0 px-3 pt-2 pb-1.5">
            <Search aria-hidden className="pointer-events-none absolute top-[15px] left-5 size-3.5 text-faint" />
            <input
              ref={searchField}
              type="search"
              aria-label="Search names and values"
              placeholder="Search names and values"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setQuery('');
              }}
              className="h-7 w-full min-w-0 rounded-md border border-line bg-canvas pr-7 pl-7 hover:border-faint focus:border-accent focus:ring-1 focus:ring-accent focus:outline-none [&::-webkit-search-cancel-button]:hidden"
            />
            <kbd aria-hidden className="absolute top-[13px] right-5 font-sans text-faint">
              /
            </kbd>
          </div>
          {root === null ? (
            <p role="alert" className="m-3 rounded-md bg-bad-soft px-2.5 py-2 text-bad">
              {error?.message}
            </p>
          ) : root.children.length === 0 ? (
            <EmptyState title="No fields">The payload is {text.trim().slice(0, 20) || 'empty'}.</EmptyState>
          ) : (
            <FieldTree root={root} query={query} language={language} onInsert={onInsert} />
          )}
          {eventType !== null && root !== null && <FactRows facts={facts} onInsert={onInsertFact} />}
        </>
      )}
    </section>
  );
});

function pressed(on: boolean): string {
  return on ? 'rounded-sm bg-accent-soft px-2 font-semibold text-accent' : 'rounded-sm px-2 text-mut hover:text-ink';
}
