import { PayloadError, parsePayload } from '@postmap/engine';
import type { DeliveryDetail, EventType, TestTriggerInput } from '../contract/index.ts';
import { getDelivery } from '../deliveries/operations.ts';
import { EMAIL_TIMEOUT_MS } from '../deliveries/outgoing-email.ts';
import { readPayloadFacts } from '../events/read-payload-facts.ts';
import { recogniseEnvelope } from '../events/recognise-envelope.ts';
import { buildTestSend } from '../events/test-event.ts';
import { invalidField, ProblemError } from '../http/problem-error.ts';
import { getSample } from '../samples/operations.ts';
import type { ServerDeps } from '../server-deps.ts';
import { linkDraft } from '../templates/find-partials.ts';
import type { TemplateRecord } from '../templates/template-record.ts';
import { describeTemplateErrors, findTemplateErrors } from '../templates/template-problem.ts';
import { requireMailServer } from './check-email.ts';
import { requireTrigger } from './operations.ts';
import { findRunningRevision } from './present-trigger.ts';
import type { TriggerRecord } from './trigger-record.ts';

type TestDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'catalog' | 'builtInSamples' | 'renderPool' | 'runner' | 'mailer' | 'now' | 'newId'
>;

/** Beyond the destination's own limit: rendering, and waiting for a turn. */
const EXTRA_WAIT_MS = 5_000;

/**
 * Sends a payload really, once, outside deduplication and figures, and waits for the outcome. When it takes longer than the destination's
 * time limit and five seconds, the answer is the delivery as it stands.
 */
export async function testTrigger(deps: TestDeps, id: string, input: TestTriggerInput): Promise<DeliveryDetail> {
  const { workspace, ledger, catalog, renderPool, runner, now, newId } = deps;
  const trigger = await requireTrigger(workspace.records, id);
  requireMailServer(deps.mailer, trigger.destination);
  const template = await requireTemplateOf(deps, trigger);
  const customer = await workspace.records.customers.get(trigger.customerId);
  if (customer === undefined) throw invalidField('customerId', 'The trigger’s customer is gone: choose another.');
  const revision = input.draft ? 0 : await pickRevision(deps, trigger, template);
  const { payloadText, type } = await readPayload(deps, trigger, input);
  const payload = parseText(payloadText);
  const recognition = recogniseEnvelope(payload);
  const told = recognition.kind === 'recognised' ? recognition.event : undefined;
  const { facts, warnings } = await readPayloadFacts(
    { catalog, pool: renderPool },
    { kind: type.kind, payload, text: payloadText },
  );
  const { event, delivery } = buildTestSend({
    trigger,
    customer,
    template,
    revision,
    payloadText,
    facts,
    warnings,
    newId,
    ...(told === undefined ? {} : { envelope: told.envelope }),
    eventType: type.name,
    now: now(),
  });
  await ledger.events.accept(event, [delivery]);
  runner.wake();
  const { destination } = trigger;
  const timeoutMs = destination.kind === 'email' ? EMAIL_TIMEOUT_MS : destination.timeoutSeconds * 1000;
  await runner.waitFor(delivery.id, timeoutMs + EXTRA_WAIT_MS);
  return getDelivery(deps, delivery.id);
}

async function requireTemplateOf({ workspace }: TestDeps, { templateId }: TriggerRecord): Promise<TemplateRecord> {
  const template = templateId === null ? undefined : await workspace.records.templates.get(templateId);
  if (template === undefined)
    throw new ProblemError('not-possible-now', 'The trigger has no template: choose one, then test.', [
      { path: 'templateId', message: 'Choose a template.' },
    ]);
  return template;
}

async function pickRevision(
  { workspace, ledger }: TestDeps,
  trigger: TriggerRecord,
  template: TemplateRecord,
): Promise<number> {
  const revision = findRunningRevision(trigger, template);
  if (revision !== null) return revision;
  const draft = await linkDraft({ records: workspace.records, ledger }, template);
  const errors = findTemplateErrors(draft.template);
  if (errors.length > 0) throw describeTemplateErrors(template, errors, 'be tested');
  throw new ProblemError(
    'not-possible-now',
    `The template ${JSON.stringify(template.name)} was never published: publish it, or test its draft with "draft": true.`,
  );
}

async function readPayload(
  deps: TestDeps,
  trigger: TriggerRecord,
  input: TestTriggerInput,
): Promise<{ payloadText: string; type: EventType }> {
  const sample = input.sampleId === undefined ? undefined : await getSample(deps, input.sampleId);
  const payloadText = sample?.body ?? JSON.stringify(input.payload);
  const recognition = sample === undefined ? recogniseEnvelope(input.payload) : undefined;
  const names = [
    sample?.eventType,
    recognition?.kind === 'recognised' ? recognition.event.name : undefined,
    trigger.routes[0]?.events[0],
  ];
  const type = names
    .map((name) => (name === undefined ? undefined : deps.catalog.resolve(name)))
    .find((found) => found !== undefined);
  if (type === undefined)
    throw invalidField(
      'payload',
      'It cannot be told which event type this payload is: use a sample, or an envelope with a known type.',
    );
  return { payloadText, type };
}

function parseText(text: string): unknown {
  try {
    return parsePayload(text).payload;
  } catch (error) {
    if (error instanceof PayloadError) throw invalidField('payload', `The payload cannot be read: ${error.message}.`);
    throw error;
  }
}
