import type { TemplateResource } from '@postmap/server/contract';
import { Pill } from './Pill.tsx';

/** How a template's cases did on its draft, as far as they ran on it. */
export function CasesPill({ cases: { total, passed, failed } }: { cases: TemplateResource['cases'] }) {
  if (total === 0) return <span className="text-mut">–</span>;
  if (failed > 0) {
    return (
      <Pill tone="bad" title={`${failed} of ${total} cases fail on the draft`}>
        {failed} of {total} fail
      </Pill>
    );
  }
  if (passed === total) {
    return (
      <Pill tone="ok" title="Every case passes on the draft">
        {total} of {total} pass
      </Pill>
    );
  }
  const ran = passed === 0 ? 'none ran' : `${passed} ran and passed`;
  return (
    <span className="text-mut" title={`${total} ${total === 1 ? 'case' : 'cases'}; ${ran} on the draft as it is`}>
      <span className="figures">{total}</span>, not run
    </span>
  );
}
