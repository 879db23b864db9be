import type { CaseResult, TemplateCaseResource } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ListPlus } from 'lucide-react';
import { useState } from 'react';
import { AcceptCaseButton } from '../../components/AcceptCaseButton.tsx';
import { Button } from '../../components/Button.tsx';
import { CaseDifference } from '../../components/CaseDifference.tsx';
import { ErrorNote, ErrorState } from '../../components/ErrorState.tsx';
import { Pill } from '../../components/Pill.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useRole, VIEWER_REASON } from '../../state/useRole.ts';
import type { PreviewInput, PreviewOutcome } from '../../workers/preview-protocol.ts';
import type { DraftCases } from './useDraftCases.ts';
import { useSaveCase } from './useSaveCase.ts';
import type { SourcePayload } from './useSourcePayload.ts';

interface TestsPanelProps {
  templateId: string;
  tests: DraftCases;
  payload: SourcePayload;
  /** What is previewed, and what came of it; null while the payload cannot be read, or before the first outcome. */
  input: PreviewInput | null;
  outcome: PreviewOutcome | null;
}

/** The template's cases on what is in the editor; and what is in and came out, made into a case. */
export function TestsPanel({ templateId, tests: { list, cases, run }, payload, input, outcome }: TestsPanelProps) {
  const { mayEdit } = useRole();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const save = useSaveCase(templateId);
  const resultOf = ({ id }: TemplateCaseResource): CaseResult | undefined =>
    run.data?.results.find(({ caseId }) => caseId === id);
  if (list.isError && list.data === undefined)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Skeleton className="m-4 w-1/3" />;
  const chosen =
    cases.find(({ id }) => id === chosenId) ?? cases.find((one) => resultOf(one)?.status === 'failed') ?? cases[0];
  const saveButton = (
    <Button
      icon={<ListPlus aria-hidden />}
      busy={save.isPending}
      disabled={!mayEdit || input === null || outcome === null}
      title={mayEdit ? undefined : VIEWER_REASON}
      onClick={() => {
        if (input === null || outcome === null) return;
        const taken = cases.map(({ name }) => name);
        save.mutate({ input, outcome, payload, taken }, { onSuccess: (made) => setChosenId(made.id) });
      }}
    >
      Save as case
    </Button>
  );
  if (chosen === undefined) {
    return (
      <div className="flex flex-col items-start gap-2.5 px-4 py-3">
        <p className="max-w-xl text-mut">
          A case is a payload and exactly what must come of it. Cases run here at every change, and before publishing,
          so that a change which breaks one is noticed.
        </p>
        {saveButton}
      </div>
    );
  }
  return (
    <div className="grid h-full grid-cols-[minmax(240px,34%)_1fr] max-[760px]:block">
      <div className="flex min-h-0 flex-col border-r border-line-soft">
        <ul aria-label="Cases" className="min-h-0 flex-1 overflow-auto py-1">
          {cases.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-pressed={one === chosen}
                onClick={() => setChosenId(one.id)}
                className={clsx(
                  'flex min-h-[30px] w-full items-center gap-2 px-3.5 text-left focus-visible:-outline-offset-2',
                  one === chosen ? 'bg-accent-soft' : 'hover:bg-hover',
                )}
              >
                <span className="min-w-0 flex-1 truncate">{one.name}</span>
                <CaseStatus result={resultOf(one)} />
              </button>
            </li>
          ))}
        </ul>
        <div className="flex shrink-0 items-center gap-2 border-t border-line-soft px-3.5 py-2">
          {saveButton}
          <span className="min-w-0 truncate text-sm text-mut">
            {payload.sample?.name ?? 'custom payload'} and what comes of it
          </span>
        </div>
      </div>
      <CaseOutcome key={chosen.id} wanted={chosen} result={resultOf(chosen)} run={run} mayEdit={mayEdit} />
    </div>
  );
}

interface CaseOutcomeProps {
  wanted: TemplateCaseResource;
  result: CaseResult | undefined;
  run: DraftCases['run'];
  mayEdit: boolean;
}

function CaseOutcome({ wanted, result, run, mayEdit }: CaseOutcomeProps) {
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-2 overflow-auto px-3.5 py-2.5" aria-busy={run.isFetching}>
      {run.isError && <ErrorNote error={run.error} />}
      <div className="flex flex-wrap items-center gap-2">
        <p className={clsx('min-w-0 flex-1', result?.status === 'failed' ? 'text-bad' : 'text-mut')}>
          {result === undefined
            ? run.isFetching
              ? 'Running…'
              : 'It did not run on this draft.'
            : (result.problem ?? 'It gives exactly what is expected.')}
        </p>
        {mayEdit && result?.status === 'failed' && result.conclusive && (
          <AcceptCaseButton wanted={wanted} result={result} />
        )}
        {wanted.sampleId !== null && (
          <Link
            from="/templates/$templateId"
            to="."
            search={(before) => ({ ...before, sample: wanted.sampleId ?? undefined })}
            className="rounded-sm text-accent hover:underline"
          >
            Show its sample
          </Link>
        )}
        <Link
          to="/templates/$templateId/details"
          params={{ templateId: wanted.templateId }}
          search={{ tab: 'cases', case: wanted.id }}
          className="rounded-sm text-accent hover:underline"
        >
          Edit
        </Link>
      </div>
      {result !== undefined && <CaseDifference result={result} />}
    </div>
  );
}

function CaseStatus({ result }: { result: CaseResult | undefined }) {
  if (result === undefined) return <Pill>not run</Pill>;
  if (result.status === 'passed') return <Pill tone="ok">passes</Pill>;
  return result.conclusive ? <Pill tone="bad">fails</Pill> : <Pill tone="warn">not judged</Pill>;
}
