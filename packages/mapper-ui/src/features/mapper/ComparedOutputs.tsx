import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Skeleton } from '../../components/Skeleton.tsx';
import { DiffEditor } from '../../monaco/DiffEditor.tsx';

/** The line above a comparison: the choice of what to compare with, and words on it. */
export type Bar = (words: ReactNode) => ReactNode;

interface ComparedProps {
  bar: Bar;
  /** What is compared with, where its name does not say all. */
  words?: ReactNode;
  name: string;
  before: string;
  after: string;
  isJson: boolean;
}

/** Two outputs and what differs, line by line. */
export function Compared({ bar, words, name, before, after, isJson }: ComparedProps) {
  const language = isJson ? 'json' : 'plaintext';
  const sides = useMemo(
    () =>
      ({
        original: { label: name, language, text: before },
        modified: { label: 'What the draft gives', language, text: after },
      }) as const,
    [name, language, before, after],
  );
  const same = before === after;
  return (
    <>
      {bar(words ?? name)}
      {same ? (
        <p className="px-3.5 py-3 text-mut">No difference: the draft gives exactly the same.</p>
      ) : (
        <DiffEditor {...sides} inline className="flex-1" />
      )}
    </>
  );
}

/** Why there is nothing to compare. */
export function Told({ bar, children }: { bar: ReactNode; children: ReactNode }) {
  return (
    <>
      {bar}
      <p className="px-3.5 py-3 text-mut">{children}</p>
    </>
  );
}

export function Waiting({ bar }: { bar: ReactNode }) {
  return (
    <>
      {bar}
      <output aria-label="Rendering" className="flex flex-col gap-3 p-4">
        <Skeleton className="w-1/3" />
        <Skeleton className="w-1/2" />
      </output>
    </>
  );
}
