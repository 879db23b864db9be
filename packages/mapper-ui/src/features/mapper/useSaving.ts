import type { TemplateResource } from '@postmap/server/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, hasCode } from '../../api/api-error.ts';
import { changeTemplate, publishTemplate, revisionsQuery, templateQuery, templatesQuery } from '../../api/templates.ts';
import { announce, announceError } from '../../components/Toast.tsx';
import { sameContent } from '../../core/mapper/template-draft.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import type { DraftState } from './useTemplateDraft.ts';

export interface Saving {
  busy: 'save' | 'publish' | null;
  /** What the server refused, until the next change. */
  refused: readonly EditorProblem[];
  forgetRefused: () => void;
  /** The saved template; undefined when it could not be saved, which has been said. */
  save: () => Promise<TemplateResource | undefined>;
  /** Saves, then publishes, by `force` though cases fail. Returns whether it was published. */
  publish: (note: string, force: boolean) => Promise<boolean>;
  /** Settles a conflict: with what is here put over the saved state, or dropped for it. */
  resolveConflict: (choice: 'mine' | 'theirs') => Promise<void>;
}

export function useSaving(draft: DraftState): Saving {
  const client = useQueryClient();
  const [busy, setBusy] = useState<Saving['busy']>(null);
  const [refused, setRefused] = useState<readonly EditorProblem[]>([]);

  const accept = (saved: TemplateResource, sent?: TemplateContent): void => {
    client.setQueryData(templateQuery(saved.id).queryKey, saved);
    void client.invalidateQueries({ queryKey: templatesQuery().queryKey, exact: true });
    void client.invalidateQueries({ queryKey: revisionsQuery(saved.id).queryKey });
    draft.rebase(saved, sent);
  };
  const refuse = (error: unknown, message: string): void => {
    if (hasCode(error, 'version-conflict')) draft.setConflict(true);
    else {
      if (error instanceof ApiError && error.status === 422) setRefused(listRefusals(error));
      announceError(error, message);
    }
  };
  const put = async (base: TemplateResource): Promise<TemplateResource | undefined> => {
    try {
      const sent = draft.latest();
      const saved = await changeTemplate(base, sent);
      setRefused([]);
      accept(saved, sent);
      return saved;
    } catch (error) {
      refuse(error, 'The template was not saved');
      return undefined;
    }
  };
  const fetchSaved = () => client.fetchQuery({ ...templateQuery(draft.base.id), staleTime: 0 });

  return {
    busy,
    refused,
    forgetRefused: () => setRefused((current) => (current.length === 0 ? current : [])),
    async save() {
      if (sameContent(draft.latest(), draft.base)) return draft.base;
      setBusy('save');
      const saved = await put(draft.base);
      setBusy(null);
      return saved;
    },
    async publish(note, force) {
      setBusy('publish');
      try {
        const sent = draft.latest();
        const saved = sameContent(sent, draft.base) ? draft.base : await put(draft.base);
        if (saved === undefined) return false;
        const revision = await publishTemplate(saved.id, { note, force });
        accept(await fetchSaved(), sent);
        announce(`Published as r${revision.revision}`, 'Live events use it from now on.');
        return true;
      } catch (error) {
        refuse(error, 'The template was not published');
        return false;
      } finally {
        setBusy(null);
      }
    },
    async resolveConflict(choice) {
      setBusy('save');
      try {
        const saved = await fetchSaved();
        if (choice === 'theirs') accept(saved);
        else {
          await put(saved);
        }
      } catch (error) {
        announceError(error, 'The saved template could not be loaded');
      } finally {
        setBusy(null);
      }
    },
  };
}

function listRefusals(error: ApiError): EditorProblem[] {
  const errors = error.errors.length > 0 ? error.errors : [{ path: '', message: error.detail }];
  return errors.map(({ message }) => ({ code: error.code, severity: 'error', message }));
}
