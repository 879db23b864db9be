import { parsePayload, PayloadError } from '@postmap/engine';
import type { CatalogEntry, KindEntry, Sample } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { factsQuery, samplesQuery } from '../../api/catalog.ts';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Select } from '../../components/Select.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { FACT_WORDS, listFactNames, showFact } from '../../core/fact-words.ts';

/** What the saved expressions find in a sample of the kind. */
export function SampleFacts({ kind, types }: { kind: KindEntry; types: readonly CatalogEntry[] }) {
  const samples = useQuery(samplesQuery());
  const [chosen, setChosen] = useState<string>();
  const names = new Set(types.map(({ name }) => name));
  const fitting = samples.data?.filter(({ eventType }) => eventType !== null && names.has(eventType)) ?? [];
  const sample = fitting.find(({ id }) => id === chosen) ?? fitting[0];
  return (
    <section aria-labelledby="kind-sample" className="mt-6 border-t border-line-soft pt-5">
      <div className="flex flex-wrap items-center gap-3">
        <h3 id="kind-sample">On a sample, as saved</h3>
        {sample !== undefined && (
          <Select
            label="Sample"
            value={sample.id}
            options={fitting.map(({ id, name, eventType }) => ({
              value: id,
              label: name,
              ...(eventType === null || eventType === name ? {} : { hint: eventType }),
            }))}
            onChange={setChosen}
          />
        )}
      </div>
      {samples.isError && <ErrorNote error={samples.error} />}
      {samples.isPending && <Skeleton className="mt-3 w-1/3" />}
      {samples.isSuccess && sample === undefined && (
        <p className="mt-1 text-mut">
          No sample is of an event type of this kind. Save one in the Mapper to see here what {kind.title} finds.
        </p>
      )}
      {sample !== undefined && <FoundFactList sample={sample} />}
    </section>
  );
}

function FoundFactList({ sample }: { sample: Sample }) {
  const payload = readPayload(sample.body);
  const found = useQuery({
    ...factsQuery({ eventType: sample.eventType ?? '', payload, text: sample.body }),
    enabled: payload !== undefined,
  });
  if (found.isError) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return <Skeleton className="mt-3 w-1/3" />;
  const { facts, warnings } = found.data;
  const rows = listFactNames().flatMap((name) => {
    const value = facts[name];
    return value === undefined ? [] : [[FACT_WORDS[name].title, showFact(value)] as const];
  });
  return (
    <div className="mt-2 flex flex-col gap-2">
      {rows.length === 0 ? <p className="text-mut">No fact was found in it.</p> : <FactList facts={rows} />}
      {warnings.map((warning) => (
        <p key={warning} className="rounded-md bg-warn-soft px-2.5 py-1.5 text-warn">
          {warning}
        </p>
      ))}
    </div>
  );
}

/** Samples are JSON when they are saved; undefined for one that is not. */
function readPayload(text: string): unknown {
  try {
    return parsePayload(text).payload;
  } catch (error) {
    if (error instanceof PayloadError) return undefined;
    throw error;
  }
}
