import type { Customer, Trigger } from '@postmap/server/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { triggerQuery } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pill } from '../../components/Pill.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { TextField } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { announce } from '../../components/Toast.tsx';
import { TriggerStatusPill } from '../../components/TriggerStatusPill.tsx';
import { templatesQuery } from '../../api/templates.ts';
import { ActivationButtons } from './ActivationButtons.tsx';
import { DestinationSection } from './DestinationSection.tsx';
import { EventsSection } from './EventsSection.tsx';
import { RetrySection } from './RetrySection.tsx';
import { TemplateSection } from './TemplateSection.tsx';
import { TestSection } from './TestSection.tsx';
import { TimingSection } from './TimingSection.tsx';
import { DeleteTriggerButton } from './DeleteTriggerButton.tsx';
import { useTriggerEditor } from './useTriggerEditor.ts';

/** Paths whose messages the sections show at their fields. */
const shownPaths = [
  'name',
  'routes',
  'includeTest',
  'templateId',
  'revision',
  'destination',
  'delayMinutes',
  'throttle',
  'orderingKey',
  'blockAfter',
  'retry',
];

interface TriggerFormProps {
  customer: Customer;
  trigger: Trigger | undefined;
  before: ReactNode;
  onCreated: (id: string) => void;
}

export function TriggerForm({ customer, trigger, before, onCreated }: TriggerFormProps) {
  const editor = useTriggerEditor(customer.id, trigger);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery());
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
        actions={
          <>
            {base !== undefined && <DeleteTriggerButton trigger={base} />}
            {dirty && base !== undefined && (
              <Button variant="quiet" onClick={() => editor.reset(base)}>
                Discard
              </Button>
            )}
            <Button
              type="submit"
              variant={dirty || base === undefined ? 'primary' : 'secondary'}
              busy={editor.saving}
              disabled={!dirty && base !== undefined}
            >
              {base === undefined ? 'Save draft' : 'Save'}
            </Button>
            {live !== undefined && (
              <ActivationButtons trigger={live} dirty={dirty} onChanged={adopt} onRefused={setRefusal} />
            )}
          </>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex max-w-[940px] flex-col gap-2 px-5 pt-3 empty:hidden">
          <SaveProblem error={editor.saveError} shown={shownPaths} onReload={() => void reload()} />
          {refusal !== undefined && <ErrorNote error={refusal} />}
          {typeof live?.pausedBecause === 'string' && (
            <p role="alert" className="rounded-md bg-warn-soft px-2.5 py-2 text-warn">
              Postmap paused this trigger: {live.pausedBecause}
            </p>
          )}
        </div>
        <Section title="Name">
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
          customerId={customer.id}
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
      </div>
    </form>
  );
}
