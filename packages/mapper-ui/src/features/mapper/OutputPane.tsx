import type { Format } from '@postmap/engine';
import type { TemplateResource } from '@postmap/server/contract';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { Tabs } from '../../components/Tabs.tsx';
import type { PreviewInput, PreviewSuccess } from '../../workers/preview-protocol.ts';
import { LineageStrip } from './lineage/LineageStrip.tsx';
import type { LineageState } from './lineage/useLineage.ts';
import type { LineageMoves } from './lineage/useLineageMoves.ts';
import { MapperPreview } from './MapperPreview.tsx';
import { OutputDiff } from './OutputDiff.tsx';
import { RenderedOutput } from './RenderedOutput.tsx';
import { ResultView } from './ResultView.tsx';
import { StatusLine } from './StatusLine.tsx';
import type { PreviewState } from './usePreview.ts';
import { WireView } from './WireView.tsx';

export const OUTPUT_VIEWS = ['result', 'wire', 'diff', 'preview'] as const;
export type OutputView = (typeof OUTPUT_VIEWS)[number];

interface OutputPaneProps {
  template: TemplateResource;
  /** What is previewed; null while the payload cannot be read. */
  input: PreviewInput | null;
  format: Format;
  preview: PreviewState;
  payloadError: string | null;
  view: OutputView;
  onView: (view: OutputView) => void;
  onShowProblems: () => void;
  lineage: LineageState;
  onField: LineageMoves['goToField'];
  onExpression: LineageMoves['goToExpression'];
}

/** What the template makes of the sample; under an error the last good output, dimmed. */
export const OutputPane = memo(function OutputPane({
  template,
  input,
  format,
  preview,
  payloadError,
  view,
  onView,
  onShowProblems,
  lineage,
  onField,
  onExpression,
}: OutputPaneProps) {
  const { outcome } = preview;
  // What is older than the template says nothing of it.
  const rendered = lineage.words === null ? undefined : preview.input;
  const show = (draw: (good: PreviewSuccess) => ReactNode): ReactNode => (
    <RenderedOutput preview={preview} payloadError={payloadError} onShowProblems={onShowProblems} draw={draw} />
  );
  const result = show((good) => <ResultView output={good} format={format} input={rendered} lineage={lineage} />);
  const tabs: { value: OutputView; label: string; content: ReactNode }[] = [
    { value: 'result', label: 'Result', content: result },
    {
      value: 'wire',
      label: 'Wire',
      content: show((good) => <WireView output={good} input={rendered} lineage={lineage} />),
    },
    {
      value: 'diff',
      label: 'Diff',
      content: show((good) => <OutputDiff template={template} input={input} output={good} />),
    },
  ];
  if (format === 'html')
    tabs.push({
      value: 'preview',
      label: 'Preview',
      content: show((good) => (
        <MapperPreview
          html={good.body}
          templateId={template.id}
          input={input}
          rendered={rendered}
          lineage={lineage}
          onField={onField}
        />
      )),
    });
  return (
    <section aria-label="Output" className="flex h-full min-w-0 flex-col">
      <Tabs
        label="Output"
        tabs={tabs}
        value={tabs.some(({ value }) => value === view) ? view : 'result'}
        onChange={onView}
        className="min-h-0 flex-1"
        listClassName="h-9 px-3.5"
        contentClassName="!overflow-hidden"
      />
      <LineageStrip lineage={lineage} onField={onField} onExpression={onExpression} />
      <StatusLine outcome={outcome} payloadError={payloadError} onShowProblems={onShowProblems} />
    </section>
  );
});
