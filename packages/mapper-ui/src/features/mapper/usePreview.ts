import { useCallback, useEffect, useRef, useState } from 'react';
import type { PreviewInput, PreviewOutcome, PreviewSuccess } from '../../workers/preview-protocol.ts';
import { PreviewSession } from '../../workers/preview-session.ts';

export interface PreviewState {
  /** The newest outcome; null before the first. */
  outcome: PreviewOutcome | null;
  /** The newest success in this format, shown dimmed under an error. */
  lastGood: PreviewSuccess | null;
  /** The text that the newest outcome is of. */
  source?: string;
  /** What the newest outcome is of. */
  input?: PreviewInput;
}

export const startPreviewWorker = () =>
  new Worker(new URL('../../workers/preview-worker.ts', import.meta.url), { type: 'module' });

/**
 * Renders `input` in a worker whenever it changes; null renders nothing. `announce` says what it is about to become, so that
 * the wait after a key begins with the key and not when the page has been drawn.
 */
export function usePreview(input: PreviewInput | null): {
  preview: PreviewState;
  announce: (coming: PreviewInput) => void;
} {
  const session = useRef<PreviewSession | null>(null);
  const [preview, setPreview] = useState<PreviewState>({ outcome: null, lastGood: null });

  useEffect(() => {
    const current = new PreviewSession(startPreviewWorker, (outcome, done) =>
      setPreview((before) => ({
        outcome,
        lastGood: outcome.ok ? outcome : before.input?.format === done.format ? before.lastGood : null,
        source: done.source,
        input: done,
      })),
    );
    session.current = current;
    return () => {
      current.close();
      session.current = null;
    };
  }, []);
  useEffect(() => {
    if (input !== null) session.current?.preview(input);
  }, [input]);
  const announce = useCallback((coming: PreviewInput) => session.current?.preview(coming), []);
  return { preview, announce };
}
