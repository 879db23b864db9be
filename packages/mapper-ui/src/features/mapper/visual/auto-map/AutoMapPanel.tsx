import { acceptProposals, autoMap } from '@postmap/engine';
import type { Proposal, Target } from '@postmap/engine';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../../../components/Button.tsx';
import { EmptyState } from '../../../../components/EmptyState.tsx';
import { describePointer } from '../../../../core/mapping/describe-line.ts';
import { findChange } from '../../../../core/mapping/find-change.ts';
import { shortenPaths } from '../../../../core/mapping/shorten-paths.ts';
import { DiffEditor } from '../../../../monaco/DiffEditor.tsx';
import type { MappingState } from '../useMapping.ts';

interface AutoMapPanelProps {
  mapping: MappingState;
  target: Target | undefined;
  onClose: () => void;
  onTarget: () => void;
}

/** What is better than this is chosen at first; the rest is shown, and left to whoever looks at it. */
const SURE = 0.6;

/** Proposals for fields that have none, as a change to the text: accepted whole or line by line, never silently. */
export function AutoMapPanel({ mapping, target, onClose, onTarget }: AutoMapPanelProps) {
  const { source, shape } = mapping;
  const proposals = useMemo(() => autoMap(source, shape, target), [source, shape, target]);
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isChosen = ({ id, score }: Proposal): boolean => turned.get(id) ?? score >= SURE;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const chosen = proposals.filter(isChosen);
  const after = acceptProposals(source, chosen, { shape });
  const left = proposals.filter(({ id }) => after.left.includes(id));
  const turnAll = (on: boolean): void => setTurned(new Map(proposals.map(({ id }) => [id, on])));
  const accept = (): void => {
    mapping.push(findChange(source, after.source));
    onClose();
  };
  return (
    // Escape closes it from wherever the focus is within.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      aria-label="Auto-map"
      tabIndex={-1}
      className="absolute inset-0 z-30 flex flex-col bg-canvas outline-none"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line-soft px-3.5 py-1.5">
        <h3 className="font-semibold">Auto-map</h3>
        <span className="text-mut">{describeCount(proposals.length)}</span>
        {proposals.length > 0 && (
          <Button variant="quiet" onClick={() => turnAll(chosen.length < proposals.length)}>
            {chosen.length < proposals.length ? 'Choose all' : 'Choose none'}
          </Button>
        )}
        <Button className="ml-auto" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" disabled={chosen.length === 0 || mapping.stale} onClick={accept}>
          Accept {chosen.length}
        </Button>
      </div>
      {proposals.length === 0 ? (
        <EmptyState title="Nothing to propose">
          <p>
            {target === undefined
              ? 'Fields are proposed for rows that give nothing yet, and for what a target misses. There is no target.'
              : 'Every field of the target has something, or no field of the payload is like what is missing.'}
          </p>
          {target === undefined && (
            <Button className="mt-3" onClick={onTarget}>
              Say what the output should look like
            </Button>
          )}
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Proposals" className="max-h-[50%] shrink-0 overflow-y-auto border-b border-line">
            {proposals.map((proposal) => (
              <li key={proposal.id} className="border-b border-line-soft last:border-b-0">
                <label className="flex min-h-[34px] cursor-pointer items-center gap-2 px-3.5 py-1 hover:bg-hover">
                  <input
                    type="checkbox"
                    checked={isChosen(proposal)}
                    onChange={({ target: { checked } }) =>
                      setTurned((before) => new Map(before).set(proposal.id, checked))
                    }
                    className="shrink-0 accent-accent"
                  />
                  <span className="w-[22%] shrink-0 truncate font-medium">
                    {describePointer(proposal.targetPointer)}
                  </span>
                  <span className="mono min-w-0 flex-1 truncate text-accent" title={proposal.text}>
                    {shortenPaths(proposal.text)}
                  </span>
                  <span className="max-w-[40%] truncate text-sm text-mut" title={proposal.why}>
                    {tellWhy(proposal)}
                  </span>
                  <span className="figures w-9 shrink-0 text-right text-sm text-mut" title="How sure it is">
                    {Math.round(proposal.score * 100)} %
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {left.length > 0 && (
            <p role="alert" className="shrink-0 px-3.5 py-1 text-sm text-warn">
              Left out, because it does not fit with the others:{' '}
              {left.map(({ targetPointer }) => describePointer(targetPointer)).join(', ')}
            </p>
          )}
          <DiffEditor
            inline
            original={{ label: 'The template as it is', language: 'jsonata', text: source }}
            modified={{ label: 'With the proposals that are chosen', language: 'jsonata', text: after.source }}
            className="min-h-0 flex-1"
          />
        </>
      )}
    </section>
  );
}

/** Without the field, which stands beside it. */
function tellWhy({ why, sourcePointer }: Proposal): string {
  const field = `${describePointer(sourcePointer)}: `;
  return why.startsWith(field) ? why.slice(field.length) : why;
}

function describeCount(count: number): string {
  return count === 1 ? '1 proposal' : `${count} proposals`;
}
