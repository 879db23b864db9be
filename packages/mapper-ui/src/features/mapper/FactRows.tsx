import type { Facts } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { FACT_WORDS, listFactNames, showFact } from '../../core/fact-words.ts';
import type { FactName } from '../../core/fact-words.ts';

interface FactRowsProps {
  facts: Facts;
  onInsert: (name: FactName) => void;
}

/** What Postmap knows about an event with this payload, under the payload's own fields; a row puts the fact into the template. */
export function FactRows({ facts, onInsert }: FactRowsProps) {
  const [open, setOpen] = useState(false);
  const found = listFactNames().flatMap((name) => {
    const value = facts[name];
    return value === undefined ? [] : [{ name, value: showFact(value) }];
  });
  return (
    <section aria-label="Facts of the event" className="flex max-h-[45%] shrink-0 flex-col border-t border-line-soft">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-[30px] shrink-0 items-center gap-1.5 px-3 text-left hover:bg-hover"
      >
        <ChevronRight aria-hidden className={clsx('size-3.5 shrink-0 text-mut', open && 'rotate-90')} />
        <span className="shrink-0 font-medium">Facts</span>
        <span className="min-w-0 truncate text-sm text-mut">
          {found.length === 0
            ? 'none in this payload'
            : open
              ? 'what triggers and searches go by'
              : found.map(({ name, value }) => `${FACT_WORDS[name].title} ${value}`).join(' · ')}
        </span>
      </button>
      {open && (
        <ul className="min-h-0 overflow-auto pb-1.5">
          {found.map(({ name, value }) => (
            <li key={name}>
              <button
                type="button"
                title={`${FACT_WORDS[name].text} Puts $event.facts.${name} into the template.`}
                onClick={() => onInsert(name)}
                className="flex h-7 w-full items-center gap-2 px-3 pl-8 text-left hover:bg-hover"
              >
                <span className="mono shrink-0">{name}</span>
                <span className="mono ml-auto min-w-0 truncate text-mut">{value}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
