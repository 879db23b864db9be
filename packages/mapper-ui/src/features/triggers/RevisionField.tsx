import type { TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { revisionsQuery } from '../../api/templates.ts';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

/** Whether live events use what is published at the time, or one revision for good. */
export function RevisionField({ draft, change, errors, template }: SectionProps & { template: TemplateResource }) {
  const revisions = useQuery(revisionsQuery(template.id));
  const numbers = (revisions.data ?? []).map(({ revision }) => revision);
  const { revision } = draft;
  // One that is gone from the list still shows: the server says what is wrong with it.
  const shown = revision === 'published' || numbers.includes(revision) ? numbers : [revision, ...numbers];
  // Its place is kept while the list is on its way: what stands below must not move.
  if (shown.length === 0 && !revisions.isPending) return null;
  return (
    <Field
      label="Revision"
      error={errors.within('revision')}
      hint={revision === 'published' ? undefined : 'Publishing the template changes nothing for this trigger.'}
    >
      {(control) => (
        <Select
          {...control}
          className="w-72"
          value={String(revision)}
          onChange={(chosen) => change({ revision: chosen === 'published' ? chosen : Number(chosen) })}
          options={[
            { value: 'published', label: 'Whatever is published' },
            ...shown.map((number) => ({
              value: String(number),
              label: `Always revision ${number}`,
              hint: revisions.data?.find((one) => one.revision === number)?.note ?? '',
            })),
          ]}
        />
      )}
    </Field>
  );
}
