import { useState } from 'react';

interface Draft<T, D> {
  /** What the draft began from: a change is saved as a change of it. */
  base: T;
  draft: D;
  setDraft: (draft: D) => void;
  isChanged: boolean;
  /** Begins anew from what is stored now. */
  adopt: (stored: T) => void;
}

/**
 * A thing being edited. What somebody else changes meanwhile is taken up while nothing was typed here; otherwise the draft stays, and the
 * server refuses to save it over theirs. Undefined is a thing that is being added.
 */
export function useDraft<T extends { version: number } | undefined, D>(latest: T, read: (thing: T) => D): Draft<T, D> {
  const [base, setBase] = useState(latest);
  const [draft, setDraft] = useState(() => read(latest));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(read(base));
  const adopt = (stored: T) => {
    setBase(stored);
    setDraft(read(stored));
  };
  if ((latest?.version ?? 0) > (base?.version ?? 0) && !isChanged) adopt(latest);
  return { base, draft, setDraft, isChanged, adopt };
}
