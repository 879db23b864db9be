import type { Trigger, TriggerInput } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { changeTrigger, createTrigger } from '../../api/triggers.ts';
import { dropWithin, mapFieldErrors } from '../../core/field-errors.ts';
import type { FieldErrors } from '../../core/field-errors.ts';
import {
  isTriggerDraft,
  listChangedPaths,
  readTriggerDraft,
  startTriggerDraft,
  toTriggerDraft,
} from '../../core/trigger-draft.ts';
import type { TriggerDraft } from '../../core/trigger-draft.ts';
import { forgetDraft, keepDraft, readKeptDraft } from '../../state/kept-draft.ts';

/** What every section of the form gets. */
export interface SectionProps {
  draft: TriggerDraft;
  change: (change: Partial<TriggerDraft>) => void;
  errors: FieldErrors;
}

export interface TriggerEditor extends SectionProps {
  /** The stored trigger that the draft is based on; undefined until the first save. */
  base: Trigger | undefined;
  dirty: boolean;
  /** The name that the unsaved draft is kept by. */
  keptAs: string;
  /** Saves and gives the stored trigger; undefined when it was refused, which is then shown. */
  save: () => Promise<Trigger | undefined>;
  saving: boolean;
  saveError: unknown;
  /** Takes over what the server says about status, test and version, and leaves the draft alone. */
  adopt: (trigger: Trigger) => void;
  /** Starts again from a stored trigger. */
  reset: (trigger: Trigger | undefined) => void;
}

interface EditorState {
  base: Trigger | undefined;
  draft: TriggerDraft;
}

export function useTriggerEditor(customerId: string, trigger: Trigger | undefined): TriggerEditor {
  const queries = useQueryClient();
  const [{ base, draft }, setState] = useState<EditorState>(() => ({
    base: trigger,
    draft: restore(customerId, trigger),
  }));
  const keptAs = nameDraft(customerId, base);
  const [local, setLocal] = useState<{ path: string; message: string }[]>([]);
  /** Places changed since the server or the form found fault with them: the fault may be gone. */
  const [touched, setTouched] = useState<readonly string[]>([]);
  const dirty = JSON.stringify(draft) !== JSON.stringify(startFrom(base));

  // What was typed survives a visit to the mapper, and a page that is closed by mistake.
  useEffect(() => {
    if (dirty) keepDraft(keptAs, draft);
    else forgetDraft(keptAs);
  }, [dirty, draft, keptAs]);

  const saving = useMutation({
    mutationFn: (input: TriggerInput) => (base === undefined ? createTrigger(input) : changeTrigger(base, input)),
    onSuccess: async (saved) => {
      forgetDraft(keptAs);
      setState({ base: saved, draft: toTriggerDraft(saved) });
      await queries.invalidateQueries({ queryKey: ['triggers'] });
      await queries.invalidateQueries({ queryKey: ['customers'] });
    },
  });

  const save = async (): Promise<Trigger | undefined> => {
    const read = readTriggerDraft(draft, customerId);
    setTouched([]);
    setLocal('input' in read ? [] : [read]);
    if (!('input' in read)) return undefined;
    try {
      return await saving.mutateAsync(read.input);
    } catch (error) {
      // The mutation keeps the error, and the form shows it at its fields.
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  };

  return {
    base,
    draft,
    dirty,
    keptAs,
    errors: mapFieldErrors(
      dropWithin([...local, ...(saving.error instanceof ApiError ? saving.error.errors : [])], touched),
    ),
    change: (change) => {
      setTouched([...touched, ...listChangedPaths(change)]);
      setState((state) => ({ ...state, draft: { ...state.draft, ...change } }));
    },
    save,
    saving: saving.isPending,
    saveError: saving.error,
    adopt: (next) => setState((state) => ({ ...state, base: next })),
    reset: (next) => {
      saving.reset();
      setLocal([]);
      forgetDraft(keptAs);
      setState({ base: next, draft: startFrom(next) });
    },
  };
}

/** The version is part of the name: a draft is kept for the state that it was based on. */
function nameDraft(customerId: string, base: Trigger | undefined): string {
  return `${customerId}/${base?.id ?? 'new'}/${base?.version ?? 0}`;
}

function restore(customerId: string, base: Trigger | undefined): TriggerDraft {
  const kept = readKeptDraft(nameDraft(customerId, base));
  return isTriggerDraft(kept) ? kept : startFrom(base);
}

function startFrom(trigger: Trigger | undefined): TriggerDraft {
  return trigger === undefined ? startTriggerDraft(null) : toTriggerDraft(trigger);
}
