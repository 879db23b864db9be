import type { Trigger } from '@postmap/server/contract';
import type { TriggerDraft } from './trigger-draft.ts';

/** A part of the trigger's form, by the id of its section. */
export type TriggerPart =
  'trigger-name' | 'trigger-events' | 'trigger-template' | 'trigger-destination' | 'trigger-test';

/** Something to be done before a trigger can be activated, in words that follow “To activate it:”. */
export interface ActivationNeed {
  words: string;
  /** Where it is done; `mail-settings` is another page, null is the button on top. */
  part: TriggerPart | 'mail-settings' | null;
}

interface ActivationFacts {
  draft: TriggerDraft;
  /** What is stored; undefined until the first save. */
  trigger: Pick<Trigger, 'test'> | undefined;
  template: { published: object | null } | undefined;
  dirty: boolean;
  /** Undefined while it is not known. */
  hasMailServer: boolean | undefined;
}

/** What is missing, in the order of the form. */
export function listActivationNeeds({
  draft,
  trigger,
  template,
  dirty,
  hasMailServer,
}: ActivationFacts): ActivationNeed[] {
  const needs: ActivationNeed[] = [];
  if (draft.name.trim() === '') needs.push({ words: 'give it a name', part: 'trigger-name' });
  if (draft.routes.some(({ events }) => events.length === 0))
    needs.push({ words: 'choose its events', part: 'trigger-events' });
  if (template === undefined) needs.push({ words: 'choose or create a template', part: 'trigger-template' });
  else if (template.published === null && draft.revision === 'published')
    needs.push({ words: 'publish the template in the mapper', part: 'trigger-template' });
  const missing = nameMissingTarget(draft);
  if (missing !== null) needs.push({ words: missing, part: 'trigger-destination' });
  if (draft.kind === 'email' && draft.transport === 'smtp' && hasMailServer === false)
    needs.push({ words: 'set the mail server', part: 'mail-settings' });
  if (trigger === undefined || dirty) needs.push({ words: 'save it', part: null });
  if (dirty || trigger?.test === null || trigger === undefined)
    needs.push({ words: 'send a test that succeeds', part: 'trigger-test' });
  else if (!trigger.test.succeeded)
    needs.push({ words: 'mend what the last test failed by, and test again', part: 'trigger-test' });
  return needs;
}

function nameMissingTarget({ kind, url, to, from, subject }: TriggerDraft): string | null {
  if (kind === 'url') return url.trim() === '' ? 'give the URL' : null;
  if (to.every((one) => one.trim() === '')) return 'add a recipient';
  if (from.trim() === '') return 'say whom the email is from';
  return subject.trim() === '' ? 'give the subject' : null;
}
