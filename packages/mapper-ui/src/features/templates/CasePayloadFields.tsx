import { useQuery } from '@tanstack/react-query';
import { samplesQuery } from '../../api/catalog.ts';
import { Field, TextArea } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import type { CaseDraft } from '../../core/case-draft.ts';
import type { FieldErrors } from '../../core/field-errors.ts';
import { orderSamples } from '../../core/mapper/sample-order.ts';

/** The choice of a payload of one's own among the samples. */
const OWN = 'own';

interface CasePayloadFieldsProps {
  draft: CaseDraft;
  onChange: (change: Partial<CaseDraft>) => void;
  /** Its samples come first. */
  eventType: string | null;
  errors: FieldErrors;
}

/** What a case runs on: a sample, or JSON of its own. */
export function CasePayloadFields({ draft, onChange, eventType, errors }: CasePayloadFieldsProps) {
  const samples = useQuery(samplesQuery());
  const { fitting, others } = orderSamples(samples.data ?? [], eventType);
  const options = [
    { value: OWN, label: 'A payload of its own' },
    ...[...fitting, ...others].map(({ id, name, eventType: hint }) => ({ value: id, label: name, hint })),
  ];
  return (
    <>
      <Field label="Payload" error={draft.sampleId === '' ? undefined : errors.at('sampleId')}>
        {(control) => (
          <Select
            {...control}
            value={draft.sampleId === '' ? OWN : draft.sampleId}
            onChange={(choice) => onChange({ sampleId: choice === OWN ? '' : choice })}
            options={options}
          />
        )}
      </Field>
      {draft.sampleId === '' && (
        <Field label="Payload, JSON" hideLabel error={errors.at('payload')}>
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={8}
              placeholder='{ "webhook_data": { … } }'
              value={draft.payload}
              onChange={(event) => onChange({ payload: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
