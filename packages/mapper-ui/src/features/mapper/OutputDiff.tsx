import type { TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { revisionQuery } from '../../api/templates.ts';
import { CodeText } from '../../components/CodeText.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Select } from '../../components/Select.tsx';
import { previewRevision } from '../../workers/preview-revision.ts';
import { sayFailure } from '../../core/mapper/say-failure.ts';
import type { PreviewInput, PreviewSuccess } from '../../workers/preview-protocol.ts';
import { Compared, Told, Waiting } from './ComparedOutputs.tsx';
import type { Bar } from './ComparedOutputs.tsx';
import { DeliveryDiff } from './DeliveryDiff.tsx';
import { usePreview } from './usePreview.ts';

interface OutputDiffProps {
  template: TemplateResource;
  /** What is previewed; null while the payload cannot be read. */
  input: PreviewInput | null;
  /** What came of it. */
  output: PreviewSuccess;
}

const BASES = [
  { value: 'published', label: 'what is published' },
  { value: 'delivery', label: 'the last delivery' },
] as const;

/** What the draft gives beside what live events get: from the published revision on this payload, or as it was sent last. */
export function OutputDiff({ template, input, output }: OutputDiffProps) {
  const [base, setBase] = useState<(typeof BASES)[number]['value']>('published');
  const bar = (words: ReactNode): ReactNode => (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-b border-line-soft px-3.5 py-1 text-mut">
      <span className="shrink-0">Against</span>
      <Select label="Compare with" value={base} options={BASES} onChange={setBase} className="!h-6" />
      <span className="min-w-0 truncate text-sm">{words}</span>
    </div>
  );
  return base === 'published' ? (
    <PublishedDiff template={template} input={input} output={output} bar={bar} />
  ) : (
    <DeliveryDiff templateId={template.id} input={input} bar={bar} />
  );
}

function PublishedDiff({ template, input, output, bar }: OutputDiffProps & { bar: Bar }) {
  const number = template.published?.revision;
  const revision = useQuery({ ...revisionQuery(template.id, number ?? 0), enabled: number !== undefined });
  const before = useMemo(
    () => (input === null || revision.data === undefined ? null : previewRevision(input, revision.data)),
    [input, revision.data],
  );
  const { outcome } = usePreview(before).preview;
  if (number === undefined) return <Told bar={bar('')}>Nothing is published yet, so there is nothing to compare.</Told>;
  if (revision.isError) return <ErrorState error={revision.error} onRetry={() => void revision.refetch()} />;
  if (outcome === null) return <Waiting bar={bar(`r${number}`)} />;
  if (!outcome.ok) {
    return (
      <Told bar={bar(`r${number}`)}>
        The published r{number} fails on this payload: <CodeText text={sayFailure(outcome)} />
      </Told>
    );
  }
  return (
    <Compared
      bar={bar}
      name={`r${number} on this payload`}
      before={outcome.pretty}
      after={output.pretty}
      isJson={input?.format === 'json'}
    />
  );
}
