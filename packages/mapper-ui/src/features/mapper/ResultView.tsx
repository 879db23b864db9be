import type { Format } from '@postmap/engine';
import type { PreviewInput, PreviewSuccess } from '../../workers/preview-protocol.ts';
import { CsvGrid } from './CsvGrid.tsx';
import { OutputText } from './lineage/OutputText.tsx';
import type { LineageState } from './lineage/useLineage.ts';
import { useShownOutput } from './lineage/useShownOutput.ts';

interface ResultViewProps {
  output: PreviewSuccess;
  format: Format;
  /** What it came of; undefined while that is not what is edited any more. */
  input: PreviewInput | undefined;
  lineage: LineageState;
}

/** The output laid out to be read. */
export function ResultView({ output, format, input, lineage }: ResultViewProps) {
  const shown = useShownOutput('pretty', output, input);
  if (format === 'csv') return <CsvGrid csv={output.body} shown={shown} lineage={lineage} />;
  const language = format === 'json' ? 'json' : format === 'html' || format === 'xml' ? 'handlebars' : 'plaintext';
  return <OutputText label="Result" language={language} text={output.pretty} wrap lineage={lineage} shown={shown} />;
}
