import { readTargetText } from '@postmap/engine';
import type { TargetKind, TargetText } from '@postmap/engine';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../../../components/Button.tsx';
import { TextArea } from '../../../../components/Field.tsx';
import { Select } from '../../../../components/Select.tsx';
import { guessTargetKind } from '../../../../core/mapping/guess-target-kind.ts';
import type { TargetState } from './useTarget.ts';

interface TargetPanelProps {
  state: TargetState;
  onClose: () => void;
}

const KINDS: readonly { value: TargetKind; label: string; hint: string }[] = [
  { value: 'sample', label: 'Sample output', hint: 'all that it has is required' },
  { value: 'schema', label: 'JSON Schema', hint: 'required and types as it says' },
  { value: 'openapi', label: 'OpenAPI operation', hint: 'the body of its request' },
];
const EMPTY: TargetText = { kind: 'sample', text: '', operation: null };

/** How the output should look: pasted, or from a file. */
export function TargetPanel({ state, onClose }: TargetPanelProps) {
  const [draft, setDraft] = useState<TargetText>(state.text ?? EMPTY);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const read = draft.text.trim() === '' ? undefined : readTargetText(draft);
  const paste = (text: string): void => {
    setProblem(undefined);
    setDraft((before) => ({ ...before, text, kind: guessTargetKind(text) ?? before.kind, operation: null }));
  };
  const openFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      paste(await file.text());
    } catch (error) {
      setProblem(`${file.name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const said = problem ?? read?.problem;
  return (
    <section aria-label="Target" className="absolute inset-0 z-30 flex flex-col gap-2.5 bg-canvas p-3.5">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">Target</h3>
        <Select
          label="What says how the output should look"
          value={draft.kind}
          onChange={(kind) => setDraft((before) => ({ ...before, kind, operation: null }))}
          options={KINDS}
        />
        {read !== undefined && read.operations.length > 0 && (
          <Select
            label="Operation"
            value={draft.operation ?? read.operations[0]?.operation}
            onChange={(operation) => setDraft((before) => ({ ...before, operation }))}
            options={read.operations.map(({ operation, title }) => ({
              value: operation,
              label: operation,
              hint: title,
            }))}
          />
        )}
        <label className="cursor-pointer rounded-sm text-sm text-accent focus-within:outline-2 focus-within:outline-accent hover:underline">
          Open a file
          <input
            type="file"
            accept=".json,application/json"
            className="sr-only"
            onChange={(event) => void openFile(event.target.files?.[0])}
          />
        </label>
      </div>
      <TextArea
        mono
        ref={field}
        aria-label="Target, JSON"
        aria-describedby={id}
        aria-invalid={said === undefined ? undefined : true}
        value={draft.text}
        placeholder="Paste what the receiver wants: an example of it, a JSON Schema, or an OpenAPI document"
        onChange={(event) => paste(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
        className="min-h-0 flex-1 resize-none"
      />
      <p
        id={id}
        role={said === undefined ? undefined : 'alert'}
        className={said === undefined ? 'text-sm text-mut' : 'text-sm text-bad'}
      >
        {said ??
          (read?.target === undefined
            ? 'Its fields are marked in the mapping, and those that are missing are listed. It is saved with the template.'
            : `${countFields(read.target.fields.length)}, ${read.target.fields.filter(({ required }) => required).length} required. It is saved with the template.`)}
      </p>
      <div className="flex gap-2">
        {state.text !== null && (
          <Button
            variant="quiet"
            onClick={() => {
              state.keep(null);
              onClose();
            }}
          >
            Remove the target
          </Button>
        )}
        <Button className="ml-auto" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          disabled={read?.target === undefined}
          onClick={() => {
            state.keep(draft);
            onClose();
          }}
        >
          Use as target
        </Button>
      </div>
    </section>
  );
}

function countFields(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`;
}
