import type { CatalogEntry } from '@postmap/server/contract';
import { X } from 'lucide-react';
import { IconButton } from '../../components/Button.tsx';
import { Field, TextArea } from '../../components/Field.tsx';
import { MultiSelect } from '../../components/MultiSelect.tsx';
import type { EventTypeDraft } from '../../core/event-type-draft.ts';
import type { FieldErrors } from '../../core/field-errors.ts';

interface DerivationFieldsProps {
  types: readonly CatalogEntry[];
  /** The name that the type has now. */
  own: string | undefined;
  draft: EventTypeDraft;
  change: (part: Partial<EventTypeDraft>) => void;
  errors: FieldErrors;
}

/** Which other events are of this type too, and when. */
export function DerivationFields({ types, own, draft, change, errors }: DerivationFieldsProps) {
  const { from, when, kind } = draft;
  const options = types
    .filter((type) => type.name !== own && (type.kind === kind || from.includes(type.name)))
    .map(({ name, title, aliases }) => ({ value: name, label: title, detail: name, keywords: [...aliases] }));
  const problem = errors.within('from');
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">
        Derived from<span className="font-normal text-mut"> · optional</span>
      </legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {from.map((name) => (
          <span
            key={name}
            className="mono inline-flex h-[22px] items-center rounded-md bg-accent-soft pl-2 text-accent"
          >
            {name}
            <IconButton
              label={`Remove ${name}`}
              className="size-[22px]!"
              onClick={() => change({ from: from.filter((other) => other !== name) })}
            >
              <X />
            </IconButton>
          </span>
        ))}
        <MultiSelect
          label="Choose event types"
          options={options}
          value={from}
          onChange={(next) => change({ from: next })}
        />
      </div>
      {problem === undefined ? (
        <p className="mt-1 text-sm text-mut">
          Events of these types, which have the same payload kind, are of this type too when the condition holds.
        </p>
      ) : (
        <p role="alert" className="mt-1 text-sm text-bad">
          {problem}
        </p>
      )}
      {(from.length > 0 || when !== '' || errors.at('when') !== undefined) && (
        <Field
          label="When"
          className="mt-3"
          error={errors.at('when')}
          hint={
            <>
              JSONata over the whole payload, such as <code className="mono">webhook_data.order.total &gt; 1000</code>
            </>
          }
        >
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={2}
              value={when}
              onChange={(event) => change({ when: event.target.value })}
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}
