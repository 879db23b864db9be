import { Plus, X } from 'lucide-react';
import { IconButton } from '../../components/Button.tsx';
import { Input } from '../../components/Field.tsx';

interface RecipientRowsProps {
  /** `To`, `Cc`, `Bcc`. */
  name: string;
  recipients: readonly string[];
  /** An address, or what inserts one. */
  placeholder: string;
  onChange: (recipients: string[]) => void;
  /** What is wrong with the list as a whole. */
  error: string | undefined;
  errorAt: (index: number) => string | undefined;
}

/** One address in each row, written out or as an expression. */
export function RecipientRows({ name, recipients, placeholder, onChange, error, errorAt }: RecipientRowsProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">
        {name}
        {name !== 'To' && <span className="font-normal text-mut"> · optional</span>}
      </legend>
      {recipients.map((recipient, index) => {
        const problem = errorAt(index);
        return (
          // Rows have no identity of their own while they are edited: their place is it.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <div className="flex items-center gap-1.5">
              <Input
                mono
                aria-label={`${name}, recipient ${index + 1}`}
                aria-invalid={problem === undefined ? undefined : true}
                placeholder={placeholder}
                value={recipient}
                onChange={(event) =>
                  onChange(recipients.map((one, place) => (place === index ? event.target.value : one)))
                }
              />
              <IconButton
                label={`Remove recipient ${index + 1} of ${name}`}
                onClick={() => onChange(recipients.filter((_one, place) => place !== index))}
              >
                <X />
              </IconButton>
            </div>
            {problem !== undefined && (
              <p role="alert" className="mt-0.5 text-sm text-bad">
                {problem}
              </p>
            )}
          </div>
        );
      })}
      {error !== undefined && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
      <button
        type="button"
        className="inline-flex h-[22px] items-center gap-1 self-start rounded-md px-1.5 text-accent hover:bg-accent-soft"
        onClick={() => onChange([...recipients, ''])}
      >
        <Plus className="size-3.5" aria-hidden /> Add {name === 'To' ? 'recipient' : name}
      </button>
    </fieldset>
  );
}
