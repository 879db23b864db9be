import type { KindEntry } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { RotateCcw } from 'lucide-react';
import { IconButton } from '../../components/Button.tsx';
import { Field, TextArea } from '../../components/Field.tsx';
import { Pill } from '../../components/Pill.tsx';
import { FACT_WORDS, listFactNames } from '../../core/fact-words.ts';
import type { FactName } from '../../core/fact-words.ts';
import type { FieldErrors } from '../../core/field-errors.ts';

interface FactFieldsProps {
  kind: KindEntry | undefined;
  facts: Record<FactName, string>;
  onChange: (facts: Record<FactName, string>) => void;
  errors: FieldErrors;
}

/** Characters on a line of the field, roughly: long expressions get the rows that they need. */
const LINE = 72;

/** One expression for each fact. */
export function FactFields({ kind, facts, onChange, errors }: FactFieldsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">Facts</legend>
      <p className="mb-2 text-sm text-mut">
        JSONata over the whole payload, such as <code className="mono">data.parcel.id</code>
      </p>
      <div className="border-t border-line-soft">
        {listFactNames().map((name) => {
          const isOwn = kind?.builtIn === true && kind.ownFacts.includes(name);
          return (
            <div
              key={name}
              className={clsx(
                'grid items-start gap-x-3 border-b border-line-soft py-2',
                kind?.builtIn === true
                  ? 'grid-cols-[208px_minmax(0,1fr)_28px] max-[760px]:grid-cols-[minmax(0,1fr)_28px]'
                  : 'grid-cols-[208px_minmax(0,1fr)] max-[760px]:grid-cols-1',
              )}
            >
              <div className="pt-1 max-[760px]:col-span-full">
                <div className="flex items-center gap-2">
                  <span className="font-medium">{FACT_WORDS[name].title}</span>
                  {isOwn && <Pill tone="accent">yours</Pill>}
                </div>
                <p className="text-sm text-mut">{FACT_WORDS[name].text}</p>
              </div>
              <Field label={FACT_WORDS[name].title} hideLabel error={errors.within(`facts.${name}`)}>
                {(control) => (
                  <TextArea
                    {...control}
                    mono
                    className="resize-y"
                    rows={Math.min(5, Math.max(1, Math.ceil(facts[name].length / LINE)))}
                    placeholder="none"
                    value={facts[name]}
                    onChange={(event) => onChange({ ...facts, [name]: event.target.value })}
                  />
                )}
              </Field>
              {isOwn && (
                <IconButton
                  label={`Read ${FACT_WORDS[name].title} as it comes with Postmap`}
                  onClick={() => onChange({ ...facts, [name]: '' })}
                  disabled={facts[name] === ''}
                >
                  <RotateCcw />
                </IconButton>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
