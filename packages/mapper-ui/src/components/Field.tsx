import { clsx } from 'clsx';
import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';

/** What a control needs to belong to its field. */
export interface FieldControl {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** A label, its control, and under it the hint or what the server refused. */
export function Field({ label, hint, error, optional, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
        {optional && <span className="font-normal text-mut"> · optional</span>}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {note !== undefined && (
        <p
          id={noteId}
          role={error === undefined ? undefined : 'alert'}
          className={clsx('text-sm', error === undefined ? 'text-mut' : 'text-bad')}
        >
          {note}
        </p>
      )}
    </div>
  );
}

const inputClass =
  'w-full min-w-0 rounded-md border border-line bg-canvas px-2.5 text-ellipsis text-ink hover:border-faint focus:border-accent focus:outline-none focus:ring-1 focus:ring-accent aria-invalid:border-bad disabled:opacity-60';

interface InputProps extends ComponentProps<'input'> {
  mono?: boolean;
}

export function Input({ mono, className, ...rest }: InputProps) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      className={clsx(inputClass, 'h-7', mono && 'mono', className)}
      {...rest}
    />
  );
}

interface TextAreaProps extends ComponentProps<'textarea'> {
  mono?: boolean;
}

export function TextArea({ mono, className, ...rest }: TextAreaProps) {
  return (
    <textarea
      spellCheck={false}
      className={clsx(inputClass, 'py-1.5', mono && 'mono leading-[19px]', className)}
      {...rest}
    />
  );
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  hideLabel?: boolean;
  mono?: boolean;
}

/** A one-line text field. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  optional,
  hideLabel,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} hideLabel={hideLabel} className={className}>
      {(control) => <Input {...control} {...rest} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
