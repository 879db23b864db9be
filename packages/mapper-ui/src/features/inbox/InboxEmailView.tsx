import type { InboxEmail, InboxMessage } from '@postmap/server/contract';
import { useState } from 'react';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { EmailPreview } from '../../components/EmailPreview.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Switch } from '../../components/Switch.tsx';
import { formatBytes } from '../../core/bytes.ts';

/** An email as its reader gets it; its source, byte for byte, on demand. */
export function InboxEmailView({ message, email }: { message: InboxMessage; email: InboxEmail }) {
  const [source, setSource] = useState(false);
  const { subject, from, to, cc, bcc, html, text, attachments } = email;
  const files = attachments.map(
    ({ filename, contentType, size }) => `${filename} · ${contentType}, ${formatBytes(size)}`,
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="border-b border-line-soft px-4 py-3">
        <h3 className="mb-1.5 break-words">{subject === '' ? '(no subject)' : subject}</h3>
        <FactList
          facts={[
            ['From', from],
            ['To', to],
            ['Cc', cc],
            ['Bcc', bcc],
            ['Attachments', files],
          ]}
        />
      </div>
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line-soft px-4">
        <h3>{source ? 'Source' : html === null ? 'Text' : 'Message'}</h3>
        <span className="mono text-mut">{formatBytes(message.size)}</span>
        <div className="ml-auto flex items-center gap-2">
          <Switch label="Source" checked={source} onChange={setSource} />
          <CopyButton text={message.body} label="Copy the source" />
        </div>
      </div>
      {source || html === null ? (
        <CodeBlock label={source ? 'Source' : 'Text'} className="min-h-0 flex-1 px-4 py-3">
          {source ? message.body : text}
        </CodeBlock>
      ) : (
        <EmailPreview html={html} text={text} className="flex-1" />
      )}
    </div>
  );
}
