import { describeDuration, describeSize } from '../../core/mapper/describe-size.ts';
import type { PreviewOutcome } from '../../workers/preview-protocol.ts';

interface StatusLineProps {
  outcome: PreviewOutcome | null;
  payloadError: string | null;
  onShowProblems: () => void;
}

/** How the newest run went: outcome, time, size, warnings, content type. */
export function StatusLine({ outcome, payloadError, onShowProblems }: StatusLineProps) {
  return (
    <output className="figures flex h-[30px] shrink-0 items-center gap-3 overflow-hidden border-t border-line-soft px-3.5 text-sm whitespace-nowrap text-mut">
      {payloadError !== null && <span className="text-bad">● payload is not JSON</span>}
      {payloadError === null && outcome === null && <span>rendering…</span>}
      {payloadError === null && outcome !== null && <Outcome outcome={outcome} onShowProblems={onShowProblems} />}
    </output>
  );
}

function Outcome({ outcome, onShowProblems }: { outcome: PreviewOutcome; onShowProblems: () => void }) {
  const { diagnostics, durationMs } = outcome;
  if (!outcome.ok) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    return (
      <>
        <span className="text-bad">● {errors === 1 ? '1 error' : `${errors} errors`}</span>
        <span>{describeDuration(durationMs)}</span>
      </>
    );
  }
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  return (
    <>
      <span className="text-ok">● ok</span>
      <span>{describeDuration(durationMs)}</span>
      <span>{describeSize(outcome.size)}</span>
      {warnings > 0 && (
        <button type="button" onClick={onShowProblems} className="rounded-sm text-warn hover:underline">
          {warnings === 1 ? '1 warning' : `${warnings} warnings`}
        </button>
      )}
      <span className="ml-auto truncate">{outcome.query === null ? outcome.contentType : 'in the URL, no body'}</span>
    </>
  );
}
