import type { DeliveryDetail } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CodeText } from '../../components/CodeText.tsx';
import { DeliveryStatusPill } from '../../components/DeliveryStatusPill.tsx';
import { HeaderLines } from '../../components/HeaderLines.tsx';
import { isEmail } from '../../core/email-attempt.ts';
import { describeDuration } from '../../core/mapper/describe-size.ts';

/** A test that was sent: how it went, the request as sent, and the answer. */
export function TestResult({ delivery }: { delivery: DeliveryDetail }) {
  const attempt = delivery.attempts.at(-1);
  const failed = delivery.diagnostics.filter(({ severity }) => severity === 'error');
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <DeliveryStatusPill kind={delivery.kind} status={delivery.status} />
        <span>{attempt?.summary ?? delivery.why ?? delivery.reason}</span>
        {attempt?.durationMs !== null && attempt?.durationMs !== undefined && (
          <span className="figures text-mut">{describeDuration(attempt.durationMs)}</span>
        )}
        <Link to="/deliveries" search={{ delivery: delivery.id }} className="ml-auto text-accent hover:underline">
          Open in Deliveries
        </Link>
      </p>
      {failed.map(({ code, message }) => (
        <p key={`${code} ${message}`} className="rounded-md bg-bad-soft px-2.5 py-2 text-bad">
          <CodeText text={message} />
        </p>
      ))}
      {attempt !== undefined && (
        <div className="grid grid-cols-2 gap-4 max-[1280px]:grid-cols-1">
          <Message
            title="Request"
            start={`${attempt.request.method} ${attempt.request.url}`}
            headers={attempt.request.headers}
            body={delivery.rendered?.body ?? ''}
          />
          {attempt.response === null ? (
            <Message title="Answer" start={attempt.failure?.message ?? 'No answer'} headers={[]} body="" />
          ) : (
            <Message
              title="Answer"
              start={`${isEmail(attempt) ? 'SMTP' : 'HTTP'} ${attempt.response.status}`}
              headers={attempt.response.headers}
              body={attempt.response.body}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface MessageProps {
  title: string;
  start: string;
  headers: readonly (readonly [string, string])[];
  body: string;
}

function Message({ title, start, headers, body }: MessageProps): ReactNode {
  return (
    <div className="min-w-0">
      <h3 className="mb-1">{title}</h3>
      <CodeBlock label={title} className="max-h-64 rounded-md border border-line-soft bg-sub px-3 py-2">
        <span className="font-semibold">{start}</span>
        {'\n'}
        <HeaderLines headers={headers} />
        {body === '' ? '' : `\n${body}`}
      </CodeBlock>
    </div>
  );
}
