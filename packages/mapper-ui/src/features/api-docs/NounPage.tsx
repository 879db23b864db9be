import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/EmptyState.tsx';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { InlineText } from './InlineText.tsx';
import { OperationView } from './OperationView.tsx';
import { useApiDocument } from './useApiDocument.ts';

const route = getRouteApi('/docs/$noun');

/** Every operation of a noun. */
export function NounPage() {
  const { noun: slug } = route.useParams();
  const { nouns, schemas } = useApiDocument();
  const noun = nouns.find((candidate) => candidate.slug === slug);
  usePageTitle(noun === undefined ? 'API reference' : `${noun.title} · API reference`);
  if (noun === undefined) {
    return (
      <EmptyState title="The API has nothing of this name">
        <Link to="/docs" className="text-accent underline">
          See what there is
        </Link>
      </EmptyState>
    );
  }
  return (
    <>
      <div className="border-b border-line-soft px-6 py-5 max-[760px]:px-4">
        <h1 className="text-xl font-semibold">{noun.title}</h1>
        <p className="mt-1 max-w-[72ch] text-mut">
          <InlineText text={noun.about} />
        </p>
      </div>
      {noun.operations.map((operation) => (
        <OperationView key={operation.id} operation={operation} schemas={schemas} />
      ))}
    </>
  );
}
