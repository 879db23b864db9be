import type { Facts } from '@postmap/server/contract';
import { TimeText } from '../../components/TimeText.tsx';
import { FACT_WORDS, listFactNames, showFact } from '../../core/fact-words.ts';
import type { FactName } from '../../core/fact-words.ts';

/** What Postmap read out of the event when it came; what it does not say is named too. */
export function EventFacts({ facts }: { facts: Facts }) {
  return (
    <>
      <p className="mb-2 text-mut">
        Read when the event came. Triggers choose by these, and lists are searched by them.
      </p>
      <dl className="grid grid-cols-[110px_minmax(0,1fr)]">
        {listFactNames().map((name) => (
          <div
            key={name}
            className="col-span-2 grid grid-cols-subgrid border-b border-line-soft py-1.5 last:border-b-0"
          >
            <dt className="text-mut">{FACT_WORDS[name].title}</dt>
            <dd className="break-words">
              <FactValue name={name} value={facts[name]} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function FactValue({ name, value }: { name: FactName; value: Facts[FactName] }) {
  if (value === undefined) return <span className="text-mut">the event does not say</span>;
  if (name === 'occurredAt' && typeof value === 'string') return <TimeText at={value} />;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return <span className="mono">{showFact(value)}</span>;
}
