import type { Customer, TemplateResource } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Copy, PenLine, Plus } from 'lucide-react';
import { samplesQuery } from '../../api/catalog.ts';
import { changeTemplate, createTemplate, duplicateTemplate, templatesQuery } from '../../api/templates.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { Field } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { Select } from '../../components/Select.tsx';
import { announceError } from '../../components/Toast.tsx';
import { writeStarter } from '../../core/mapper/starter-template.ts';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { keepDraft } from '../../state/kept-draft.ts';
import { MethodNote } from './MethodNote.tsx';
import { RevisionField } from './RevisionField.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

interface TemplateSectionProps extends SectionProps {
  customer: Customer;
  triggerId: string;
  /** The name that the unsaved draft is kept by. */
  keptAs: string;
}

/** What people write emails in. */
const EMAIL_STARTER = { language: 'handlebars', format: 'html' } as const;

/** Which template makes the request's body, or writes the email. */
export function TemplateSection({ draft, change, errors, customer, triggerId, keptAs }: TemplateSectionProps) {
  const templates = useQuery(templatesQuery());
  const samples = useQuery(samplesQuery());
  const queries = useQueryClient();
  const navigate = useNavigate();
  const back = `/customers/${customer.id}/triggers/${triggerId}`;
  const chosen = templates.data?.find((template) => template.id === draft.templateId);
  const event = draft.routes[0]?.events[0];
  const sample = samples.data?.find(({ eventType }) => eventType === event);
  const ownName = nameTemplate(customer.name, draft.name.trim() === '' ? (event ?? 'new template') : draft.name.trim());
  const open = async (template: TemplateResource): Promise<void> => {
    keepDraft(keptAs, { ...draft, templateId: template.id, revision: 'published' });
    change({ templateId: template.id, revision: 'published' });
    await queries.invalidateQueries({ queryKey: ['templates'] });
    await navigate({
      to: '/templates/$templateId',
      params: { templateId: template.id },
      search: { back, sample: sample?.id },
    });
  };
  const copy = useMutation({
    mutationFn: async (original: TemplateResource) =>
      changeTemplate(await duplicateTemplate(original.id), { name: ownName }),
    onSuccess: open,
    onError: (error) => announceError(error, 'The template was not copied'),
  });
  const create = useMutation({
    mutationFn: () =>
      createTemplate({
        name: ownName,
        eventType: event ?? null,
        ...(draft.kind === 'email' ? EMAIL_STARTER : {}),
        source: writeStarter(
          draft.kind === 'email' ? EMAIL_STARTER.language : 'jsonata',
          draft.kind === 'email' ? EMAIL_STARTER.format : 'json',
          JSON.parse(sample?.body ?? '{}'),
        ),
      }),
    onSuccess: open,
    onError: (error) => announceError(error, 'The template was not made'),
  });
  return (
    <Section
      title="Template"
      id="trigger-template"
      hint={draft.kind === 'email' ? 'What the email says: HTML or text.' : 'What the request’s body is made of.'}
    >
      <Field
        label="Template"
        hideLabel
        error={errors.within('templateId')}
        hint={describeTemplate(chosen, draft.revision)}
      >
        {(control) => (
          <div className="flex flex-wrap gap-2">
            <Select
              {...control}
              label="Template"
              className="min-w-48 flex-1"
              placeholder={templates.isPending ? 'Loading…' : 'Choose a template'}
              value={draft.templateId ?? undefined}
              onChange={(templateId) => change({ templateId, revision: 'published' })}
              options={(templates.data ?? []).map((template) => ({
                value: template.id,
                label: template.name,
                hint: `${LANGUAGE_NAMES[template.language]} → ${FORMAT_NAMES[template.format]}`,
              }))}
            />
            {draft.templateId !== null && (
              <Link
                to="/templates/$templateId"
                params={{ templateId: draft.templateId }}
                search={{ back }}
                className={buttonClass()}
              >
                <PenLine aria-hidden /> Open in the mapper
              </Link>
            )}
            {chosen !== undefined && (
              <Button
                icon={<Copy aria-hidden />}
                busy={copy.isPending}
                title="A new template that begins as this one is: for another format, say. This one stays as it is."
                onClick={() => copy.mutate(chosen)}
              >
                Copy and change
              </Button>
            )}
            <Button icon={<Plus aria-hidden />} busy={create.isPending} onClick={() => create.mutate()}>
              Create a new template
            </Button>
          </div>
        )}
      </Field>
      {chosen !== undefined && chosen.published !== null && (
        <RevisionField draft={draft} change={change} errors={errors} template={chosen} />
      )}
      {chosen !== undefined && draft.kind === 'url' && (
        <MethodNote format={chosen.format} method={draft.method} onMethod={(method) => change({ method })} />
      )}
    </Section>
  );
}

/** Whom it is for and what: `Acme: Orders`; the customer once, where the trigger's name begins with it. */
function nameTemplate(customer: string, about: string): string {
  return (about.toLowerCase().startsWith(customer.toLowerCase()) ? about : `${customer}: ${about}`).slice(0, 120);
}

function describeTemplate(
  template: TemplateResource | undefined,
  pinned: SectionProps['draft']['revision'],
): string | undefined {
  if (template === undefined) return 'Choose one, or create one: the mapper opens with a sample of the event.';
  if (template.published === null)
    return 'Not published yet. Publish it in the mapper: live events use the published revision only.';
  const draft = template.changedSincePublish ? ' Its draft has changes that are not published.' : '';
  const revision = pinned === 'published' ? template.published.revision : pinned;
  return `Live events use revision ${revision}.${draft}`;
}
