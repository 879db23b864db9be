import type { CatalogEntry, KindEntry } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { deleteKind } from '../../api/catalog.ts';
import { Pill } from '../../components/Pill.tsx';
import { DeleteEntry } from './DeleteEntry.tsx';
import { KindForm } from './KindForm.tsx';
import { PanelHead } from './PanelHead.tsx';
import { SampleFacts } from './SampleFacts.tsx';

interface KindPanelProps {
  types: readonly CatalogEntry[];
  /** Undefined for a new one. */
  kind: KindEntry | undefined;
}

/** One payload kind: the facts that are read from its payloads, tried on a sample, and the event types that have it. */
export function KindPanel({ types, kind }: KindPanelProps) {
  const users = types.filter((type) => type.kind === kind?.name);
  return (
    <div className="max-w-[880px] px-5 pt-3 pb-10 max-[760px]:px-4">
      {kind === undefined ? (
        <PanelHead title="New payload kind">
          Payloads of one shape. Say where each fact stands in them; a fact that they do not have is left empty.
        </PanelHead>
      ) : (
        <PanelHead
          title={kind.title}
          name={kind.name}
          pill={kind.builtIn ? <Pill>comes with Postmap</Pill> : <Pill tone="accent">yours</Pill>}
        >
          {kind.builtIn
            ? 'Facts can be added, and read from another place; those that come with Postmap stay.'
            : 'What is changed here counts from the next event on.'}
        </PanelHead>
      )}
      <KindForm key={kind?.name ?? ''} kind={kind} />
      {kind !== undefined && <SampleFacts kind={kind} types={users} />}
      {kind !== undefined && (
        <section aria-labelledby="kind-users" className="mt-6 border-t border-line-soft pt-5">
          <h3 id="kind-users">Event types of this kind</h3>
          {users.length === 0 ? (
            <p className="mt-1 text-mut">None yet: choose it when you add an event type.</p>
          ) : (
            <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
              {users.map(({ name, title }) => (
                <li key={name}>
                  <Link
                    to="/settings/$section"
                    params={{ section: 'catalog' }}
                    search={{ type: name }}
                    className="text-accent hover:underline"
                    title={name}
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {kind?.builtIn === false && (
        <DeleteEntry
          noun="payload kind"
          title={kind.title}
          remove={() => deleteKind(kind.name)}
          consequence="Events on record keep their facts. Event types of this kind need another one first."
        />
      )}
    </div>
  );
}
