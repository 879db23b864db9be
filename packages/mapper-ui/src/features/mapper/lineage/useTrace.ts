import { useEffect, useRef, useState } from 'react';
import type { PreviewInput, TraceOutcome } from '../../../workers/preview-protocol.ts';
import { TraceSession } from '../../../workers/trace-session.ts';
import { startPreviewWorker } from '../usePreview.ts';

/** A run of the preview that can be traced. */
export interface TraceableRun {
  input: PreviewInput;
  renderedAt: number;
}

/** A text that was traced and is typed in now is traced again when typing has stopped for this long. */
const QUIET_MS = 400;

/** Where the output of a run comes from, asked once for each run while it is `wanted`; null until that is known. */
export function useTrace(run: TraceableRun | null, wanted: boolean): TraceOutcome | null {
  const session = useRef<TraceSession | null>(null);
  const [known, setKnown] = useState<{ run: TraceableRun; outcome: TraceOutcome } | null>(null);
  useEffect(
    () => () => {
      session.current?.close();
      session.current = null;
    },
    [],
  );
  const isKnown = known !== null && known.run === run;
  const isRetyped = known !== null && run !== null && known.run.input.source !== run.input.source;
  useEffect(() => {
    if (!wanted || run === null || isKnown) return undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      session.current ??= new TraceSession(startPreviewWorker);
      // Shapes are large, and a trace has no use for them.
      const { shape: _, ...input } = run.input;
      const outcome = await session.current.trace(input, run.renderedAt);
      if (!isOver && outcome !== undefined) setKnown({ run, outcome });
    };
    const waiting = setTimeout(() => void ask(), isRetyped ? QUIET_MS : 0);
    return () => {
      isOver = true;
      clearTimeout(waiting);
    };
  }, [wanted, run, isKnown, isRetyped]);
  return isKnown ? known.outcome : null;
}
