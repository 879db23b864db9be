import { Field, TextArea } from '../../components/Field.tsx';
import { checkContext } from '../../core/case-draft.ts';

/** What the template reads beside the payload, as JSON. */
export function CaseContextField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | undefined;
  onChange: (context: string) => void;
}) {
  return (
    <Field
      label="Context"
      optional
      error={checkContext(value) ?? error}
      hint={
        <>
          What the template reads as <span className="mono">$event</span>, <span className="mono">$customer</span> and{' '}
          <span className="mono">$trigger</span>, as one JSON object.
        </>
      }
    >
      {(control) => (
        <TextArea
          {...control}
          mono
          rows={3}
          placeholder='{ "customer": { "name": "Acme" } }'
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
