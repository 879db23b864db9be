import type { CaseResult, TemplateCaseResource, TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { samplesQuery } from '../../api/catalog.ts';
import { Pill } from '../../components/Pill.tsx';
import { CaseView } from './CaseView.tsx';

interface CaseItemProps {
  template: TemplateResource;
  wanted: TemplateCaseResource;
  /** Undefined while it has not run. */
  result: CaseResult | undefined;
  open: boolean;
  onToggle: () => void;
}

/** A case's line, and under it, when it is open, all about it. */
export function CaseItem({ template, wanted, result, open, onToggle }: CaseItemProps) {
  const id = useId();
  const samples = useQuery({ ...samplesQuery(), enabled: wanted.sampleId !== null });
  const sample = samples.data?.find((candidate) => candidate.id === wanted.sampleId);
  return (
    <li className="border-b border-line-soft">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
        className="flex min-h-[34px] w-full items-center gap-2 px-5 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2 max-[760px]:px-4"
      >
        <ChevronRight aria-hidden className={clsx('size-3.5 shrink-0 text-mut', open && 'rotate-90')} />
        <span className="min-w-24 truncate font-medium">{wanted.name}</span>
        <span className="min-w-0 flex-1 truncate text-mut max-[760px]:hidden">
          {(open ? null : result?.problem) ?? describePayload(wanted, sample?.name)}
        </span>
        <span className="ml-auto">
          <CaseStatus result={result} />
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && <CaseView template={template} wanted={wanted} result={result} sample={sample} />}
      </div>
    </li>
  );
}

function CaseStatus({ result }: { result: CaseResult | undefined }) {
  if (result === undefined) return <Pill>not run</Pill>;
  if (result.status === 'passed') return <Pill tone="ok">passes</Pill>;
  return result.conclusive ? (
    <Pill tone="bad">fails</Pill>
  ) : (
    <Pill tone="warn" title="Nothing was learnt of the template">
      not judged
    </Pill>
  );
}

function describePayload({ sampleId, expected }: TemplateCaseResource, sample: string | undefined): string {
  const payload = sampleId === null ? 'a payload of its own' : `sample ${sample ?? sampleId}`;
  return expected === null ? `${payload}, must fail` : payload;
}
