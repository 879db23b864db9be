import { Field, TextField } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import type { FieldErrors } from '../../core/field-errors.ts';
import { changeSecurity } from '../../core/smtp-draft.ts';
import type { SmtpDraft } from '../../core/smtp-draft.ts';

const securities = [
  { value: 'starttls', label: 'STARTTLS', hint: 'usual: port 587' },
  { value: 'tls', label: 'TLS from the start', hint: 'port 465' },
  { value: 'opportunistic', label: 'STARTTLS if offered', hint: 'else in the clear' },
] as const;

interface SmtpFieldsProps {
  draft: SmtpDraft;
  onChange: (draft: SmtpDraft) => void;
  errors: FieldErrors;
  disabled: boolean;
}

export function SmtpFields({ draft, onChange, errors, disabled }: SmtpFieldsProps) {
  const change = (part: Partial<SmtpDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-3">
        <TextField
          label="Host"
          mono
          disabled={disabled}
          value={draft.host}
          onChange={(host) => change({ host })}
          error={errors.at('smtp.host')}
          placeholder="mail.example.com"
        />
        <TextField
          label="Port"
          mono
          inputMode="numeric"
          disabled={disabled}
          value={draft.port}
          onChange={(port) => change({ port })}
          error={errors.at('smtp.port')}
        />
      </div>
      <Field
        label="Security"
        error={errors.at('smtp.security')}
        hint={
          draft.security === 'opportunistic'
            ? 'For a relay on your own network. A password still goes by TLS only, except to this machine.'
            : 'Nothing is sent before the connection is encrypted.'
        }
      >
        {(control) => (
          <Select
            {...control}
            className="w-full"
            disabled={disabled}
            value={draft.security}
            options={securities}
            onChange={(security) => onChange(changeSecurity(draft, security))}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3 max-[760px]:grid-cols-1">
        <TextField
          label="User name"
          optional
          mono
          disabled={disabled}
          value={draft.user}
          onChange={(user) => change({ user })}
          error={errors.at('smtp.user')}
        />
        <TextField
          label="Password"
          optional
          type="password"
          autoComplete="new-password"
          disabled={disabled}
          value={draft.password}
          onChange={(password) => change({ password })}
          error={errors.at('smtp.password')}
          hint="Kept encrypted, shown to nobody."
        />
      </div>
    </>
  );
}
