import type { EventDetail } from '@postmap/server/contract';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { BodyText } from '../../components/JsonText.tsx';
import { formatBytes } from '../../core/bytes.ts';
import { prettyJson } from '../../core/curl.ts';

export function EventPayload({ event }: { event: EventDetail }) {
  const pretty = prettyJson(event.payload);
  return (
    <div className="relative">
      <div className="absolute -top-1 right-0">
        <CopyButton text={event.payload} label="Copy the payload" />
      </div>
      <p className="mb-2 pr-8 text-mut">
        {formatBytes(event.size)}, kept byte for byte; secrets and card numbers are masked here.
      </p>
      <CodeBlock label="Payload">
        <BodyText body={event.payload} pretty={pretty} />
      </CodeBlock>
    </div>
  );
}
