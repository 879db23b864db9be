import type { InboxMessage } from '@postmap/server/contract';
import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { HeaderLines } from '../../components/HeaderLines.tsx';
import { JsonText } from '../../components/JsonText.tsx';
import { Pill } from '../../components/Pill.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { formatBytes } from '../../core/bytes.ts';
import { prettyJson } from '../../core/curl.ts';
import { InboxEmailView } from './InboxEmailView.tsx';

/** One message: an email as its reader gets it, or a request with its body byte for byte unless asked for prettier. */
export function InboxMessagePanel({ message, onClose }: { message: InboxMessage; onClose: () => void }) {
  return (
    <aside
      aria-label="Message"
      className="flex w-[clamp(380px,38vw,560px)] shrink-0 flex-col border-l border-line max-[760px]:fixed max-[760px]:inset-x-0 max-[760px]:top-11 max-[760px]:bottom-0 max-[760px]:z-20 max-[760px]:w-auto max-[760px]:border-l-0 max-[760px]:bg-canvas"
    >
      <div className="flex items-center gap-2 border-b border-line-soft px-4 py-3">
        <h2 className="truncate">{message.name}</h2>
        <TimeText at={message.receivedAt} className="text-mut" />
        <IconButton label="Close" className="-mr-1.5 ml-auto" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      {message.email === null ? (
        <RequestParts message={message} />
      ) : (
        <InboxEmailView message={message} email={message.email} />
      )}
    </aside>
  );
}

function RequestParts({ message }: { message: InboxMessage }) {
  const [pretty, setPretty] = useState(false);
  const prettier = message.encoding === 'utf-8' ? prettyJson(message.body) : undefined;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <CodeBlock label="Request line and headers" className="border-b border-line-soft px-4 py-2.5">
        {message.method} {message.path}
        {'\n'}
        <HeaderLines headers={message.headers} />
      </CodeBlock>
      <div className="flex h-10 items-center gap-3 px-4">
        <h3>Body</h3>
        <span className="mono text-mut">{formatBytes(message.size)}</span>
        {message.encoding === 'base64' && <Pill tone="warn">not text: shown as base64</Pill>}
        <div className="ml-auto flex items-center gap-2">
          {prettier !== undefined && <Switch label="Pretty" checked={pretty} onChange={setPretty} />}
          <CopyButton text={message.body} label="Copy the body" />
        </div>
      </div>
      {message.size === 0 ? (
        <p className="px-4 text-mut">The body is empty.</p>
      ) : (
        <CodeBlock label="Body" className="px-4 pb-4">
          {prettier === undefined ? message.body : <JsonText text={pretty ? prettier : message.body} />}
        </CodeBlock>
      )}
    </div>
  );
}
