import type { Customer, Trigger } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Inbox, Lock, LockOpen } from 'lucide-react';
import { samplesQuery } from '../../api/catalog.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Field, Input, TextField } from '../../components/Field.tsx';
import { KeyValueRows } from '../../components/KeyValueRows.tsx';
import { Select } from '../../components/Select.tsx';
import { slugify } from '../../core/destination-url.ts';
import { findEventExamples } from '../../core/event-examples.ts';
import { DESTINATION_METHODS } from '../../core/trigger-draft.ts';
import { AuthFields } from './AuthFields.tsx';
import { SigningFields } from './SigningFields.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

const methods = DESTINATION_METHODS.map((method) => ({ value: method, label: method }));

export interface UrlFieldsProps extends SectionProps {
  customer: Customer;
  trigger: Trigger | undefined;
}

/** Where the request goes, and how it proves who sent it. */
export function UrlFields({ draft, change, errors, customer, trigger }: UrlFieldsProps) {
  const samples = useQuery(samplesQuery());
  const chosenEvent = draft.routes[0]?.events[0];
  const example = findEventExamples(samples.data?.find(({ eventType }) => eventType === chosenEvent)?.body).any;
  const inboxUrl = `${window.location.origin}/inbox/${slugify(customer.name)}`;
  return (
    <>
      <Field
        label="URL"
        error={errors.at('destination.url') ?? errors.at('destination') ?? errors.within('destination.method')}
        hint={
          <>
            The path and query may insert values of the event: <code className="mono">{example}</code>
          </>
        }
      >
        {(control) => (
          <div className="flex gap-2 max-[760px]:flex-wrap">
            <Select
              label="Method"
              className="w-24 shrink-0"
              value={draft.method}
              options={methods}
              onChange={(method) => change({ method })}
            />
            <Input
              {...control}
              mono
              value={draft.url}
              onChange={(event) => change({ url: event.target.value })}
              placeholder="https://hooks.example.com/orders"
            />
            <Button
              icon={<Inbox aria-hidden />}
              disabled={draft.url === inboxUrl}
              onClick={() => change({ url: inboxUrl })}
            >
              Use the built-in inbox
            </Button>
          </div>
        )}
      </Field>
      <AuthFields draft={draft} change={change} errors={errors} />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">
          Headers<span className="font-normal text-mut"> · optional</span>
        </legend>
        <KeyValueRows
          rows={draft.headers}
          onChange={(headers) => change({ headers })}
          empty={{ name: '', value: '', secret: false }}
          noun="header"
          read={(header) => header}
          write={(header, next) => ({ ...header, ...next })}
          errorAt={(index) => errors.within(`destination.headers[${index}]`)}
          warningAt={(index) => findHeaderWarning(trigger, index, draft.headers[index])}
          renderExtra={(header, replace, index) => (
            <IconButton
              label={`Header ${index + 1} is secret: sealed, masked, sent as it is`}
              aria-pressed={header.secret}
              className={header.secret ? 'text-accent!' : undefined}
              onClick={() => replace({ ...header, secret: !header.secret })}
            >
              {header.secret ? <Lock /> : <LockOpen />}
            </IconButton>
          )}
        />
      </fieldset>
      <SigningFields draft={draft} change={change} errors={errors} trigger={trigger} />
      <TextField
        label="Time-out"
        className="w-40"
        inputMode="numeric"
        value={draft.timeoutSeconds}
        onChange={(timeoutSeconds) => change({ timeoutSeconds })}
        error={errors.at('destination.timeoutSeconds')}
        hint="Seconds, 1 to 60."
      />
    </>
  );
}

/** What the server found when the trigger was saved, while the row is still as it was then. */
function findHeaderWarning(
  trigger: Trigger | undefined,
  index: number,
  row: UrlFieldsProps['draft']['headers'][number] | undefined,
): string | undefined {
  if (trigger?.destination.kind !== 'url') return undefined;
  const saved = trigger.destination.headers[index];
  if (saved?.name !== row?.name || saved?.value !== row?.value) return undefined;
  return trigger.warnings.find(({ path }) => path.startsWith(`destination.headers[${index}]`))?.message;
}
