import { describeDuration, describeSize } from '../../core/mapper/describe-size.ts';
import type { PreviewOutcome } from '../../workers/preview-protocol.ts';

/** How the newest run went: outcome, time, size, warnings, content type. */
export function StatusLine({ outcome, payloadError }: { outcome: PreviewOutcome | null; payloadError: string | null }) {
  return (
    <output className="figures flex h-[30px] shrink-0 items-center gap-3 overflow-hidden border-t border-line-soft px-3.5 text-sm whitespace-nowrap text-mut">
      {payloadError !== null && <span className="text-bad">● payload is not JSON</span>}
      {payloadError === null && outcome === null && <span>rendering…</span>}
      {payloadError === null && outcome !== null && <Outcome outcome={outcome} />}
    </output>
  );
}

function Outcome({ outcome }: { outcome: PreviewOutcome }) {
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
  const warnings = diagnostics.length;
  return (
    <>
      <span className="text-ok">● ok</span>
      <span>{describeDuration(durationMs)}</span>
      <span>{describeSize(outcome.size)}</span>
      {warnings > 0 && <span className="text-warn">{warnings === 1 ? '1 warning' : `${warnings} warnings`}</span>}
      <span className="ml-auto truncate">{outcome.query === null ? outcome.contentType : 'in the URL, no body'}</span>
    </>
  );
}
