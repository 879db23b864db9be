import type { Customer, Trigger } from '@postmap/server/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { triggerQuery } from '../../api/triggers.ts';
import { LeaveDialog } from '../../components/LeaveDialog.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pill } from '../../components/Pill.tsx';
import { TextField } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { announce } from '../../components/Toast.tsx';
import { TriggerStatusPill } from '../../components/TriggerStatusPill.tsx';
import { templatesQuery } from '../../api/templates.ts';
import { useRole } from '../../state/useRole.ts';
import { DestinationSection } from './DestinationSection.tsx';
import { EventsSection } from './EventsSection.tsx';
import { RetrySection } from './RetrySection.tsx';
import { TemplateSection } from './TemplateSection.tsx';
import { TestSection } from './TestSection.tsx';
import { TimingSection } from './TimingSection.tsx';
import { TriggerActions } from './TriggerActions.tsx';
import { TriggerNotices } from './TriggerNotices.tsx';
import { useTriggerEditor } from './useTriggerEditor.ts';

interface TriggerFormProps {
  customer: Customer;
  trigger: Trigger | undefined;
  before: ReactNode;
  onCreated: (id: string) => void;
}

/** A trigger as it is edited: what sets it off, what it sends, where to, and what came of trying it. */
export function TriggerForm({ customer, trigger, before, onCreated }: TriggerFormProps) {
  const editor = useTriggerEditor(customer.id, trigger);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery());
  const { mayEdit } = useRole();
  const { base, draft, change, errors, dirty } = editor;
  /** Status and test as they are now; `base` is what the draft is based on. */
  const live = trigger ?? base;
  const template = templates.data?.find((candidate) => candidate.id === draft.templateId);

  const [refusal, setRefusal] = useState<unknown>();

  const save = async (): Promise<Trigger | undefined> => {
    const isNew = base === undefined;
    setRefusal(undefined);
    const saved = await editor.save();
    if (saved !== undefined && isNew) {
      queries.setQueryData(triggerQuery(saved.id).queryKey, saved);
      onCreated(saved.id);
      await navigate({
        to: '/customers/$customerId/triggers/$triggerId',
        params: { customerId: customer.id, triggerId: saved.id },
        replace: true,
        ignoreBlocker: true,
      });
    }
    return saved;
  };
  const adopt = (changed: Trigger) => {
    queries.setQueryData(triggerQuery(changed.id).queryKey, changed);
    editor.adopt(changed);
  };
  const reload = async () => {
    if (base === undefined) return;
    editor.reset(await queries.fetchQuery({ ...triggerQuery(base.id), staleTime: 0 }));
  };

  return (
    <form
      aria-label="Trigger"
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void save().then(
          (saved) =>
            saved &&
            announce(
              'Trigger saved',
              saved.status === 'draft' ? 'It is a draft: test it, then activate it.' : undefined,
            ),
        );
      }}
    >
      <PageHeader
        title={base?.name ?? 'New trigger'}
        before={before}
        after={
          <>
            {live === undefined ? <Pill>not saved</Pill> : <TriggerStatusPill trigger={live} />}
            {dirty && base !== undefined && <Pill tone="warn">unsaved changes</Pill>}
          </>
        }
        actions={mayEdit && <TriggerActions editor={editor} live={live} onChanged={adopt} onRefused={setRefusal} />}
      />
      <section
        aria-label="Settings of the trigger"
        // Switched off for viewers, nothing in it takes the focus: then it must itself, to be scrolled by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={mayEdit ? undefined : 0}
        className="relative min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      >
        <TriggerNotices
          editor={editor}
          live={live}
          template={template}
          refusal={refusal}
          onReload={() => void reload()}
        />
        <fieldset disabled={!mayEdit} className="contents">
          <Section title="Name" id="trigger-name">
            <TextField
              label="Name"
              hideLabel
              value={draft.name}
              onChange={(name) => change({ name })}
              error={errors.at('name')}
              placeholder="Orders to the warehouse"
            />
          </Section>
          <EventsSection draft={draft} change={change} errors={errors} />
          <TemplateSection
            draft={draft}
            change={change}
            errors={errors}
            customer={customer}
            triggerId={base?.id ?? 'new'}
            keptAs={editor.keptAs}
          />
          <DestinationSection draft={draft} change={change} errors={errors} customer={customer} trigger={base} />
          <RetrySection draft={draft} change={change} errors={errors} />
          <TimingSection draft={draft} change={change} errors={errors} />
          <TestSection
            kind={draft.kind}
            trigger={live}
            template={template}
            events={draft.routes.flatMap((route) => route.events)}
            dirty={dirty}
            save={save}
            onTested={adopt}
          />
        </fieldset>
      </section>
      <LeaveDialog changed={dirty && mayEdit} isLeaving={isLeaving}>
        What you typed stays in this browser tab and is there when you come back, but nothing of it is saved or sent.
      </LeaveDialog>
    </form>
  );
}

/** The mapper leads back to the trigger, with what was typed. */
function isLeaving(current: { pathname: string }, next: { pathname: string }): boolean {
  return current.pathname !== next.pathname && !/^\/templates\/[^/]+$/.test(next.pathname);
}
