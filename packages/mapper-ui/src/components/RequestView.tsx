import type { Attempt, DeliveryDetail } from '@postmap/server/contract';
import { prettyJson } from '../core/curl.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { HeaderLines } from './HeaderLines.tsx';
import { BodyText } from './JsonText.tsx';

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
