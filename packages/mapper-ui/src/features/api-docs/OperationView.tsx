import { Link } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { JsonText } from '../../components/JsonText.tsx';
import { Pill } from '../../components/Pill.tsx';
import type { ApiAnswer, ApiOperation } from '../../core/api-docs/api-document.ts';
import { lookAtSchema } from '../../core/api-docs/describe-schema.ts';
import type { JsonObject } from '../../core/api-docs/json.ts';
import { writeRequest } from '../../core/api-docs/write-request.ts';
import { InlineText } from './InlineText.tsx';
import { MethodPill } from './MethodPill.tsx';
import { FieldHead, Opener, SchemaFields } from './SchemaFields.tsx';

type Schemas = Readonly<Record<string, JsonObject>>;

const ROLES: Readonly<Record<string, string>> = {
  open: 'no key needed',
  viewer: 'viewer or above',
  editor: 'editor or above',
  admin: 'admin only',
  ingest: 'ingest key or admin',
};

/** One operation: what it takes and answers on the left, a request to copy and its answer on the right. */
export function OperationView({ operation, schemas }: { operation: ApiOperation; schemas: Schemas }) {
  const { id, method, path, summary, about, role, parameters, body, answers } = operation;
  const request = writeRequest(operation, window.location.origin);
  const shown = answers.find(({ body: answered }) => answered?.example !== undefined);
  return (
    <section aria-labelledby={id} className="border-b border-line-soft px-6 py-6 max-[760px]:px-4">
      <div className="group flex items-center gap-2">
        <h2 id={id} className="scroll-mt-6 text-lg">
          {summary}
        </h2>
        <a
          href={`#${id}`}
          aria-label={`Link to ${summary}`}
          className="rounded-sm text-mut opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
        >
          <Link2 className="size-3.5" aria-hidden />
        </a>
      </div>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
        <MethodPill method={method} />
        <code className="mono [overflow-wrap:anywhere]">{path}</code>
        <Pill title="Who may call it">{ROLES[role] ?? role}</Pill>
      </p>
      {about !== '' && (
        <p className="mt-2 max-w-[72ch]">
          <InlineText text={about} />
        </p>
      )}
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-6 max-[1180px]:grid-cols-[minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {parameters.length > 0 && (
            <Part title="Parameters">
              <ul className="flex flex-col divide-y divide-line-soft">
                {parameters.map((parameter) => {
                  const { words, limits } = lookAtSchema(parameter.schema, schemas);
                  return (
                    <li key={`${parameter.place} ${parameter.name}`} className="py-1.5">
                      <FieldHead
                        name={parameter.name}
                        mark={parameter.required && 'required'}
                        words={`${parameter.place} · ${words}`}
                        limits={limits}
                      />
                      {parameter.about !== '' && (
                        <p>
                          <InlineText text={parameter.about} />
                        </p>
                      )}
                    </li>
                  );
                })}
              </ul>
            </Part>
          )}
          {body !== null && (
            <Part title="Body" hint={body.type}>
              {body.about !== '' && (
                <p className="mb-1">
                  <InlineText text={body.about} />
                </p>
              )}
              <SchemaFields schema={body.schema} schemas={schemas} side="sent" />
            </Part>
          )}
          <Part title="Answers">
            <ul className="flex flex-col divide-y divide-line-soft">
              {answers.map((answer) => (
                <AnswerRow key={answer.status} answer={answer} schemas={schemas} />
              ))}
            </ul>
          </Part>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Example title="Request" text={request} copy={`Copy the command: ${summary}`} />
          {shown?.body != null && (
            <Example title={`Answer ${shown.status}`} text={writeExample(shown.body.example)} isJson />
          )}
        </div>
      </div>
    </section>
  );
}

function AnswerRow({ answer: { status, about, body, codes }, schemas }: { answer: ApiAnswer; schemas: Schemas }) {
  return (
    <li className="grid grid-cols-[36px_minmax(0,1fr)] gap-2 py-1.5">
      <span className={status.startsWith('2') ? 'mono text-ok' : status.startsWith('3') ? 'mono' : 'mono text-bad'}>
        {status}
      </span>
      {codes.length > 0 ? (
        <span className="flex flex-wrap gap-x-3">
          {codes.map((code) => (
            <Link key={code} to="/docs/problems" hash={code} className="mono text-accent hover:underline">
              {code}
            </Link>
          ))}
        </span>
      ) : (
        <div className="min-w-0">
          <p>
            <InlineText text={about} />
          </p>
          {body !== null && lookAtSchema(body.schema, schemas).fields.length > 0 && (
            <Opener
              label={
                <>
                  Fields<span className="sr-only"> of the answer {status}</span>
                </>
              }
            >
              <SchemaFields schema={body.schema} schemas={schemas} side="answered" />
            </Opener>
          )}
        </div>
      )}
    </li>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1 flex items-baseline gap-2 border-b border-line pb-1">
        {title}
        {hint !== undefined && hint !== 'application/json' && (
          <span className="text-sm font-normal text-mut">{hint}</span>
        )}
      </h3>
      {children}
    </div>
  );
}

function Example({
  title,
  text,
  copy,
  isJson = false,
}: {
  title: string;
  text: string;
  copy?: string;
  isJson?: boolean;
}) {
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <div className="flex h-8 items-center border-b border-line-soft bg-sub pr-1 pl-3 text-sm text-mut">
        {title}
        {copy !== undefined && (
          <span className="ml-auto">
            <CopyButton text={text} label={copy} />
          </span>
        )}
      </div>
      <CodeBlock label={title} className="max-h-[420px] px-3 py-2">
        {isJson ? <JsonText text={text} /> : text}
      </CodeBlock>
    </div>
  );
}

function writeExample(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}
