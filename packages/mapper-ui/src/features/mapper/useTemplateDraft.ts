import type { TemplateResource } from '@postmap/server/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { dropDraft, keepDraft, pickContent, readDraft, sameContent } from '../../core/mapper/template-draft.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';

export interface DraftState {
  /** The saved state that the content began from. */
  base: TemplateResource;
  content: TemplateContent;
  changed: boolean;
  /** Set when a kept draft began from a state that is no longer the saved one: a person has to choose. */
  conflict: boolean;
  /** The content as of now, also between two renderings. */
  latest: () => TemplateContent;
  change: (change: Partial<TemplateContent>) => void;
  /** Makes a saved state the new base. What was typed since `sent` was sent stays; without `sent` the saved content takes its place. */
  rebase: (saved: TemplateResource, sent?: TemplateContent) => void;
  setConflict: (conflict: boolean) => void;
}

/** A template being edited. What is not saved is kept in this browser until it is. */
export function useTemplateDraft(template: TemplateResource): DraftState {
  const [kept] = useState(() => readDraft(localStorage, template.id));
  const [base, setBase] = useState(template);
  const [content, setContent] = useState<TemplateContent>(kept?.content ?? pickContent(template));
  const newest = useRef(content);
  const [conflict, setConflict] = useState(
    kept !== undefined && kept.version !== template.version && !sameContent(kept.content, template),
  );
  const changed = !sameContent(content, base);

  useEffect(() => {
    if (changed) keepDraft(localStorage, base.id, { version: base.version, content });
    else dropDraft(localStorage, base.id);
  }, [changed, base, content]);

  const put = useCallback((next: TemplateContent) => {
    newest.current = next;
    setContent(next);
  }, []);
  const change = useCallback((part: Partial<TemplateContent>) => put({ ...newest.current, ...part }), [put]);
  const latest = useCallback(() => newest.current, []);
  const rebase = useCallback(
    (saved: TemplateResource, sent?: TemplateContent) => {
      setBase(saved);
      if (sent === undefined || sameContent(newest.current, sent)) put(pickContent(saved));
      setConflict(false);
    },
    [put],
  );
  return { base, content, changed, conflict, latest, change, rebase, setConflict };
}
