import type { Destination, TemplateResource, Trigger } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { samplesQuery } from '../../api/catalog.ts';
import { testTrigger, triggerQuery } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { Field, TextArea } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { chooseSample, readPastedPayload } from '../../core/test-input.ts';
import { TestResult } from './TestResult.tsx';

const pasted = 'paste';

interface TestSectionProps {
  trigger: Trigger | undefined;
  template: TemplateResource | undefined;
  events: readonly string[];
  kind: Destination['kind'];
  dirty: boolean;
  save: () => Promise<Trigger | undefined>;
  onTested: (trigger: Trigger) => void;
}

/** Sends one sample really, as the saved trigger would, and shows what went out and what came back. */
export function TestSection({ trigger, template, events, kind, dirty, save, onTested }: TestSectionProps) {
  const queries = useQueryClient();
  const samples = useQuery(samplesQuery());
  const [choice, setChoice] = useState<string>();
  const [payload, setPayload] = useState('');
  const [useDraft, setUseDraft] = useState<boolean>();
  const [problem, setProblem] = useState<string>();
  const chosen = choice ?? chooseSample(samples.data ?? [], events)?.id;
  const draftDiffers = template !== undefined && (template.published === null || template.changedSincePublish);
  const draft = draftDiffers && (useDraft ?? template.published === null);

  const test = useMutation({
    mutationFn: async () => {
      const read = chosen === pasted ? readPastedPayload(payload) : { input: { sampleId: chosen } };
      setProblem('problem' in read ? read.problem : undefined);
      if ('problem' in read) return undefined;
      const saved = dirty || trigger === undefined ? await save() : trigger;
      if (saved === undefined) return undefined;
      const delivery = await testTrigger(saved.id, { ...read.input, draft });
      onTested(await queries.fetchQuery({ ...triggerQuery(saved.id), staleTime: 0 }));
      await queries.invalidateQueries({ queryKey: ['triggers'] });
      return delivery.id;
    },
  });
  const tested = trigger?.status === 'active' || trigger?.test?.succeeded === true || trigger === undefined || dirty;
  const deliveryId = test.data ?? trigger?.test?.deliveryId;
  const options = [
    ...(samples.data ?? []).map((sample) => ({ value: sample.id, label: sample.name, hint: sample.eventType })),
    { value: pasted, label: 'Paste a payload…' },
  ];
  return (
    <Section
      title="Test"
      id="trigger-test"
      wide
      hint={`Sends one real ${kind === 'email' ? 'email' : 'request'}; no retries, not counted.`}
    >
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Payload" className="w-80 max-w-full">
          {(control) => (
            <Select {...control} placeholder="Choose a sample" value={chosen} options={options} onChange={setChoice} />
          )}
        </Field>
        <Button
          variant={tested ? 'secondary' : 'primary'}
          icon={<FlaskConical aria-hidden />}
          busy={test.isPending}
          disabled={chosen === undefined}
          onClick={() => test.mutate()}
        >
          {dirty || trigger === undefined ? 'Save and test' : 'Run test'}
        </Button>
      </div>
      {chosen === pasted && (
        <Field label="Payload as JSON" hint="The event as its sender posts it, envelope and all." error={problem}>
          {(control) => (
            <TextArea {...control} mono rows={8} value={payload} onChange={(event) => setPayload(event.target.value)} />
          )}
        </Field>
      )}
      {draftDiffers && (
        <Switch
          label="Use the template’s draft"
          hint="Activating needs a test of the published revision, which is what live events use."
          checked={draft}
          onChange={setUseDraft}
        />
      )}
      {test.error !== null && <ErrorNote error={test.error} />}
      {deliveryId !== undefined && (
        <TestResult key={deliveryId} deliveryId={deliveryId} isNew={deliveryId === test.data} />
      )}
    </Section>
  );
}
