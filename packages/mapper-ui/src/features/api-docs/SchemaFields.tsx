import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { lookAtSchema, nameChoice } from '../../core/api-docs/describe-schema.ts';
import type { SchemaField } from '../../core/api-docs/describe-schema.ts';
import type { JsonObject } from '../../core/api-docs/json.ts';
import { InlineText } from './InlineText.tsx';

type Schemas = Readonly<Record<string, JsonObject>>;

interface SchemaFieldsProps {
  schema: JsonObject;
  schemas: Schemas;
  /** Of what is sent it is told what must be there, of what is answered what may be missing. */
  side: 'sent' | 'answered';
}

/** What an object has, each with its kind; what is an object itself opens in place. */
export function SchemaFields({ schema, schemas, side }: SchemaFieldsProps) {
  const { fields, choices, words } = lookAtSchema(schema, schemas);
  if (choices.length > 0) {
    return (
      <ul className="flex flex-col">
        {choices.map((choice) => {
          const name = nameChoice(choice, schemas);
          return (
            <li key={name}>
              <Opener label={<code className="mono">{name}</code>}>
                <SchemaFields schema={choice} schemas={schemas} side={side} />
              </Opener>
            </li>
          );
        })}
      </ul>
    );
  }
  if (fields.length === 0) return <p className="text-mut">{words}</p>;
  return (
    <ul className="flex flex-col divide-y divide-line-soft">
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} schemas={schemas} side={side} />
      ))}
    </ul>
  );
}

function FieldRow({
  field: { name, required, about, schema },
  schemas,
  side,
}: Omit<SchemaFieldsProps, 'schema'> & { field: SchemaField }) {
  const { words, limits, fields, choices } = lookAtSchema(schema, schemas);
  return (
    <li className="py-1.5">
      <FieldHead
        name={name}
        mark={side === 'sent' ? required && 'required' : !required && 'may be missing'}
        words={words}
        limits={side === 'sent' ? limits : []}
      />
      {about !== '' && (
        <p>
          <InlineText text={about} />
        </p>
      )}
      {fields.length + choices.length > 0 && (
        <Opener
          label={
            <>
              {choices.length > 0 ? 'Kinds' : 'Fields'}
              <span className="sr-only"> of {name}</span>
            </>
          }
        >
          <SchemaFields schema={schema} schemas={schemas} side={side} />
        </Opener>
      )}
    </li>
  );
}

/** The first line of a field or a parameter. */
export function FieldHead({
  name,
  mark,
  words,
  limits,
}: {
  name: string;
  mark: string | false;
  words: string;
  limits: readonly string[];
}) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <code className="mono font-semibold">{name}</code>
      <span className="min-w-0 text-sm text-mut [overflow-wrap:anywhere]">{words}</span>
      {mark !== false && <span className="text-sm text-warn">{mark}</span>}
      {limits.length > 0 && <span className="text-sm text-mut">{limits.join(' · ')}</span>}
    </div>
  );
}

/** What is inside is drawn when it is opened first: schemas may go on without end. */
export function Opener({ label, children }: { label: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex items-center gap-1 rounded-sm py-0.5 pr-1 text-accent hover:underline"
      >
        <ChevronRight className={open ? 'size-3.5 rotate-90' : 'size-3.5'} aria-hidden />
        {label}
      </button>
      {open && <div className="mt-0.5 ml-1.5 border-l border-line pl-3">{children}</div>}
    </div>
  );
}
