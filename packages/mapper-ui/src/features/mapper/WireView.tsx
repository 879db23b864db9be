import { ToggleGroup } from 'radix-ui';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { describeLineEnds } from '../../core/mapper/write-pretty.ts';
import type { PreviewInput, PreviewSuccess } from '../../workers/preview-protocol.ts';
import { copyText } from './copy-text.ts';
import { CsvGrid } from './CsvGrid.tsx';
import { OutputText } from './lineage/OutputText.tsx';
import type { LineageState } from './lineage/useLineage.ts';
import { useShownOutput } from './lineage/useShownOutput.ts';

interface WireViewProps {
  output: PreviewSuccess;
  /** What it came of; undefined while that is not what is edited any more. */
  input: PreviewInput | undefined;
  lineage: LineageState;
}

/** What would be sent, exactly: the headers that follow from it and the body, or for format query what the URL gets. */
export function WireView({ output, input, lineage }: WireViewProps) {
  const { body, contentType, query, size } = output;
  const [asGrid, setAsGrid] = useState(false);
  const shown = useShownOutput('sent', output, input);
  const isCsv = contentType.startsWith('text/csv');
  const sent = query ?? body;
  const lineEnds = describeLineEnds(sent);
  return (
    <>
      <div className="relative shrink-0 border-b border-line-soft py-2 pr-10 pl-3.5">
        <dl className="mono grid grid-cols-[auto_1fr] gap-x-3 leading-5">
          {query === null ? (
            <>
              <Fact name="content-type">{contentType}</Fact>
              <Fact name="content-length">{size}</Fact>
            </>
          ) : (
            <>
              <Fact name="method">GET (an empty body with any other)</Fact>
              <Fact name="url">the destination’s, then ? or &amp;, then this</Fact>
              <Fact name="length">{size}, and 8,192 for the whole URL at most</Fact>
            </>
          )}
          {lineEnds !== null && <Fact name="line ends">{lineEnds}</Fact>}
        </dl>
        {isCsv && (
          <ToggleGroup.Root
            type="single"
            value={asGrid ? 'grid' : 'bytes'}
            onValueChange={(next) => setAsGrid(next === 'grid')}
            aria-label="Show as"
            className="absolute right-2 bottom-2 flex h-6 overflow-hidden rounded-md border border-line bg-canvas"
          >
            <ToggleGroup.Item value="bytes" className={toggleClass}>
              Bytes
            </ToggleGroup.Item>
            <ToggleGroup.Item value="grid" className={toggleClass}>
              Grid
            </ToggleGroup.Item>
          </ToggleGroup.Root>
        )}
        <IconButton
          label={query === null ? 'Copy the body' : 'Copy the query'}
          className="absolute top-2 right-2"
          onClick={() => void copyText(sent)}
        >
          <Copy />
        </IconButton>
      </div>
      {isCsv && asGrid ? (
        <CsvGrid csv={body} shown={shown} lineage={lineage} />
      ) : (
        <OutputText
          label={query === null ? 'Body as sent' : 'Query as sent'}
          language="plaintext"
          text={sent}
          wrap
          lineage={lineage}
          shown={shown}
        />
      )}
    </>
  );
}

const toggleClass =
  'px-2 text-sm text-mut data-[state=on]:bg-accent-soft data-[state=on]:font-semibold data-[state=on]:text-accent';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-mut">{name}</dt>
      <dd className="figures break-words">{children}</dd>
    </>
  );
}
