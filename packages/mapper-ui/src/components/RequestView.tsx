import type { Attempt, DeliveryDetail } from '@postmap/server/contract';
import { lazy, Suspense } from 'react';
import { prettyJson } from '../core/curl.ts';
import { isEmail } from '../core/email-attempt.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { HeaderLines } from './HeaderLines.tsx';
import { BodyText } from './JsonText.tsx';
import { Skeleton } from './Skeleton.tsx';

/** Apart, because it brings the engine with it, which most visits do without. */
const EmailRequestView = lazy(async () => ({ default: (await import('./EmailRequestView.tsx')).EmailRequestView }));

interface RequestViewProps {
  attempt: Attempt | undefined;
  rendered: DeliveryDetail['rendered'];
  className?: string;
}

/** A request as it was sent: line, headers, body; secrets are masked by the server. */
export function RequestView({ attempt, rendered, className }: RequestViewProps) {
  if (attempt === undefined && rendered === null) {
    return <p className="text-mut">Nothing has been sent.</p>;
  }
  if (attempt !== undefined && isEmail(attempt)) {
    return (
      <Suspense fallback={<Skeleton className="w-2/3" />}>
        <EmailRequestView attempt={attempt} rendered={rendered} className={className} />
      </Suspense>
    );
  }
  return (
    <CodeBlock label="Request" className={className}>
      {attempt !== undefined && (
        <>
          {attempt.request.method} {attempt.request.url}
          {'\n'}
          <HeaderLines headers={attempt.request.headers} />
          {'\n'}
        </>
      )}
      {rendered !== null && <BodyText body={rendered.body} pretty={prettyJson(rendered.body)} />}
    </CodeBlock>
  );
}

/** An answer as it came, or why none came. */
export function ResponseView({ attempt, className }: { attempt: Attempt | undefined; className?: string }) {
  if (attempt === undefined) return <p className="text-mut">No answer: nothing has been sent.</p>;
  const { response, failure } = attempt;
  if (response === null) return <p className="text-bad">{failure?.message ?? attempt.summary}</p>;
  return (
    <CodeBlock label="Response" className={className}>
      <span className={response.status >= 200 && response.status < 300 ? 'text-ok' : 'text-bad'}>
        {response.status}
      </span>
      {'\n'}
      <HeaderLines headers={response.headers} />
      {'\n'}
      {response.body === '' ? (
        <span className="text-mut">(empty body)</span>
      ) : (
        <BodyText body={response.body} pretty={prettyJson(response.body)} />
      )}
      {response.truncated && <span className="text-warn">{'\n'}… cut: the answer was longer</span>}
    </CodeBlock>
  );
}
