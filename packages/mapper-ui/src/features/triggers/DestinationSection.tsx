import { useQuery } from '@tanstack/react-query';
import { ToggleGroup } from 'radix-ui';
import { settingsQuery } from '../../api/settings.ts';
import { Section } from '../../components/Section.tsx';
import { EmailFields } from './EmailFields.tsx';
import { UrlFields } from './UrlFields.tsx';
import type { UrlFieldsProps } from './UrlFields.tsx';

const kinds = [
  { value: 'url', label: 'URL' },
  { value: 'email', label: 'Email' },
] as const;

/** Where it goes: a URL or people. */
export function DestinationSection(props: UrlFieldsProps) {
  const { draft, change, errors } = props;
  const settings = useQuery(settingsQuery());
  const mailFrom = settings.data?.mailFrom ?? '';
  return (
    <Section
      title="Destination"
      id="trigger-destination"
      hint={draft.kind === 'email' ? 'Who gets the email.' : 'Where the request goes.'}
    >
      <ToggleGroup.Root
        type="single"
        aria-label="Kind of destination"
        value={draft.kind}
        onValueChange={(value) => {
          const kind = kinds.find((one) => one.value === value)?.value;
          if (kind !== undefined) change(kind === 'email' && draft.from === '' ? { kind, from: mailFrom } : { kind });
        }}
        className="inline-flex self-start rounded-md border border-line p-0.5"
      >
        {kinds.map(({ value, label }) => (
          <ToggleGroup.Item
            key={value}
            value={value}
            className="h-[22px] rounded-sm px-3 text-mut hover:text-ink data-[state=on]:bg-accent-soft data-[state=on]:font-semibold data-[state=on]:text-accent"
          >
            {label}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      {draft.kind === 'email' ? (
        <EmailFields draft={draft} change={change} errors={errors} />
      ) : (
        <UrlFields {...props} />
      )}
    </Section>
  );
}
