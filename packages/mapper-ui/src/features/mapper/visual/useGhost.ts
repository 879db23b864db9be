import { useState } from 'react';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import type { PreviewInput } from '../../../workers/preview-protocol.ts';
import { usePreview } from '../usePreview.ts';
import type { MappingState } from './useMapping.ts';

/** What the template would give with what is being typed: rendered as the preview is, without touching the text. */
export function useGhost(
  mapping: MappingState,
  input: PreviewInput | null,
  task: EditTask | null,
): { ghost: { line: string; output: unknown } | null; foretell: (typed: string) => void } {
  const [asked, setAsked] = useState<{ task: EditTask; input: PreviewInput } | null>(null);
  const { preview } = usePreview(asked?.input ?? null);
  const foretell = (typed: string): void => {
    const action = task === null || task.place === 'name' ? undefined : task.toAction(typed.trim());
    const source = action === undefined ? undefined : mapping.foresee(action);
    if (task === null || input === null || source === undefined) setAsked(null);
    else setAsked({ task, input: { ...input, source } });
  };
  const current = task !== null && asked?.task === task && preview.outcome?.ok === true;
  return { ghost: current ? { line: task.line, output: preview.lastGood?.value } : null, foretell };
}
