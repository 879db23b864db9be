import { htmlToText } from '@postmap/engine';
import type { Attempt, DeliveryDetail } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { readEmailAttempt } from '../core/email-attempt.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { EmailPreview } from './EmailPreview.tsx';
import { FactList } from './FactList.tsx';

interface EmailRequestViewProps {
  attempt: Attempt;
  rendered: DeliveryDetail['rendered'];
  className?: string;
}

/** An email as it was sent: whom it went to, its headers, its parts, and what readers see; masked by the server. */
export function EmailRequestView({ attempt, rendered, className }: EmailRequestViewProps) {
  const { server, envelopeFrom, envelopeTo, headers, parts } = readEmailAttempt(attempt);
  const isHtml = rendered?.contentType.startsWith('text/html') === true;
  return (
    <section aria-label="Email" className={clsx('flex flex-col gap-3 overflow-auto', className)}>
      <FactList facts={headers} />
      <div className="rounded-md bg-sub px-2.5 py-2">
        <FactList
          facts={[
            ['Sent by', server],
            ['Envelope from', envelopeFrom],
            ['Envelope to', envelopeTo],
            ['Parts', parts],
          ]}
        />
      </div>
      {rendered !== null &&
        (isHtml ? (
          <EmailPreview
            html={rendered.body}
            text={htmlToText(rendered.body)}
            className="h-96 shrink-0 overflow-hidden rounded-md border border-line-soft"
          />
        ) : (
          <CodeBlock label="Text" className="rounded-md border border-line-soft px-3 py-2">
            {rendered.body}
          </CodeBlock>
        ))}
    </section>
  );
}
