import type { CaseRun } from '@postmap/server/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { CaseDifference } from '../../components/CaseDifference.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';

/** How the template's cases do on what is about to be published; nothing for a template without cases. */
export function PublishCases({ run }: { run: UseQueryResult<CaseRun> }) {
  if (run.isError && !run.isFetching) return <ErrorNote error={run.error} />;
  if (run.data === undefined) return <p className="text-mut">Running the cases…</p>;
  const { passed, failed, results } = run.data;
  if (results.length === 0) return null;
  if (failed === 0) return <p className="text-ok">{passed === 1 ? 'Its case passes.' : `All ${passed} cases pass.`}</p>;
  return (
    <section aria-label="Failing cases" className="flex flex-col gap-3">
      <p role="alert" className="rounded-md bg-bad-soft px-2.5 py-2 text-bad">
        {results.length === 1 ? 'Its case fails' : `${failed} of ${results.length} cases fail`} on this draft. Mend the
        template or, where the change is meant, the case.
      </p>
      {results
        .filter(({ status }) => status === 'failed')
        .map((result) => (
          <div key={result.caseId}>
            <h3>{result.name}</h3>
            <p className="mb-1 text-mut">{result.problem}</p>
            <CaseDifference result={result} />
          </div>
        ))}
    </section>
  );
}
