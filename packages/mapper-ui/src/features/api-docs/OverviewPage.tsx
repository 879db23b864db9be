import { Link } from '@tanstack/react-router';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { BlockText, InlineText } from './InlineText.tsx';
import { useApiDocument } from './useApiDocument.ts';

/** What holds for every operation, and where each noun is. */
export function OverviewPage() {
  const { introduction, nouns } = useApiDocument();
  usePageTitle('API reference');
  return (
    <div className="flex max-w-[860px] flex-col gap-4 px-6 py-6 max-[760px]:px-4">
      <h1 className="text-xl font-semibold">API reference</h1>
      <BlockText text={introduction} />
      <div className="overflow-hidden rounded-md border border-line">
        <CodeBlock label="A first request" className="px-3 py-2">
          {`curl ${window.location.origin}/api/v1/session -H "Authorization: Bearer $POSTMAP_KEY"`}
        </CodeBlock>
      </div>
      <p>
        An error is told by its code: see{' '}
        <Link to="/docs/problems" className="text-accent underline">
          every problem and what to do about it
        </Link>
        .
      </p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-3">
        {nouns.map((noun) => (
          <li key={noun.slug} className="rounded-md border border-line p-3">
            <h2>
              <Link to="/docs/$noun" params={{ noun: noun.slug }} className="text-accent hover:underline">
                {noun.title}
              </Link>
            </h2>
            <p className="mt-0.5 text-mut">
              <InlineText text={noun.about} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
