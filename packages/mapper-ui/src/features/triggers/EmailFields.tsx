import { useQuery } from '@tanstack/react-query';
import { samplesQuery } from '../../api/catalog.ts';
import { Field, TextField } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { findEventExamples } from '../../core/event-examples.ts';
import { RecipientRows } from './RecipientRows.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

const transports = [
  { value: 'smtp', label: 'The mail server', hint: 'of Settings › SMTP' },
  { value: 'inbox', label: 'The built-in inbox', hint: 'to try it without a mail server' },
] as const;

const attachments = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'The event as JSON', hint: 'secrets and card numbers masked' },
  { value: 'csv', label: 'Its items as CSV', hint: 'a row for each; masked likewise' },
] as const;

/** Who gets the email, from whom, about what. */
export function EmailFields({ draft, change, errors }: SectionProps) {
  const samples = useQuery(samplesQuery());
  const chosenEvent = draft.routes[0]?.events[0];
  const examples = findEventExamples(samples.data?.find(({ eventType }) => eventType === chosenEvent)?.body);
  return (
    <>
      {(['to', 'cc', 'bcc'] as const).map((name) => (
        <RecipientRows
          key={name}
          name={`${name.charAt(0).toUpperCase()}${name.slice(1)}`}
          recipients={draft[name]}
          placeholder={`jane@example.com or ${examples.email}`}
          onChange={(recipients) => change({ [name]: recipients })}
          error={errors.at(`destination.${name}`)}
          errorAt={(index) => errors.within(`destination.${name}[${index}]`)}
        />
      ))}
      <p className="text-sm text-mut">
        Each row is exactly one address, and may insert values of the event:{' '}
        <code className="mono">{examples.email}</code>. A row that comes out empty is left out.
      </p>
      <TextField
        label="From"
        mono
        value={draft.from}
        onChange={(from) => change({ from })}
        error={errors.at('destination.from')}
        placeholder="Acme <orders@acme.example>"
      />
      <TextField
        label="Subject"
        mono
        value={draft.subject}
        onChange={(subject) => change({ subject })}
        error={errors.at('destination.subject')}
        placeholder={`Your order ${examples.orderId} has shipped`}
      />
      <div className="grid grid-cols-2 gap-3 max-[760px]:grid-cols-1">
        <Field label="Attachment" error={errors.at('destination.attachments')}>
          {(control) => (
            <Select
              {...control}
              value={draft.attachments}
              options={attachments}
              onChange={(choice) => change({ attachments: choice })}
            />
          )}
        </Field>
        <Field label="Sent by" error={errors.at('destination.transport')}>
          {(control) => (
            <Select
              {...control}
              value={draft.transport}
              options={transports}
              onChange={(transport) => change({ transport })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
