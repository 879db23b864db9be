import type { Principal } from '../access/principal.ts';
import type { Trigger } from '../contract/index.ts';
import { maskHeaders } from '../masking/mask-headers.ts';
import { maskUrl } from '../masking/mask-text.ts';
import type { ServerDeps } from '../server-deps.ts';
import { maskDestination } from './destination-secrets.ts';
import { countRecentOutcomes, MOST_LOOKED_AT } from './recent-outcomes.ts';
import { testFingerprint } from './test-fingerprint.ts';
import type { TriggerRecord } from './trigger-record.ts';
import type { TriggerState } from './trigger-state-store.ts';
import type { TemplateRecord } from '../templates/template-record.ts';
import { warnContentType } from './warn-content-type.ts';

/** The revision that would run for an event that came now; null when none would. */
export function findRunningRevision(trigger: TriggerRecord, template: TemplateRecord | undefined): number | null {
  return trigger.revision === 'published' ? (template?.published?.revision ?? null) : trigger.revision;
}

/** Whether the newest test was of what would run now, and how it went. */
export function findCurrentTest(
  trigger: TriggerRecord,
  state: TriggerState | undefined,
  revision: number | null,
): Trigger['test'] {
  const test = state?.test ?? null;
  if (test === null || revision === null || test.fingerprint !== testFingerprint(trigger, revision)) return null;
  return { deliveryId: test.deliveryId, succeeded: test.succeeded, at: new Date(test.at).toISOString() };
}

/** A trigger as answers show it: its secrets masked, paused when Postmap itself paused it. */
export async function presentTrigger(
  { workspace, ledger }: Pick<ServerDeps, 'workspace' | 'ledger'>,
  record: TriggerRecord,
): Promise<Trigger> {
  const { signingSecrets: _, ...shown } = record;
  const customer = await workspace.records.customers.get(record.customerId);
  const template = record.templateId === null ? undefined : await workspace.records.templates.get(record.templateId);
  const state = await ledger.triggerStates.get(record.id);
  const newest = await ledger.deliveries.listNewest(record.id, MOST_LOOKED_AT);
  const pausedBecause = state?.pausedBecause ?? null;
  return {
    ...shown,
    destination: maskDestination(record.destination),
    customerName: customer?.name ?? '',
    templateName: template?.name ?? null,
    status: pausedBecause === null ? record.status : 'paused',
    pausedBecause,
    test: findCurrentTest(record, state, findRunningRevision(record, template)),
    recent: countRecentOutcomes(newest),
    warnings:
      template === undefined ? [] : warnContentType(record.destination, await readFormat(ledger, record, template)),
  };
}

/** What a viewer sees of a trigger: who cannot change its URL has no need of the credentials in it. */
export function hideFromViewer(trigger: Trigger, { role }: Principal): Trigger {
  const { destination } = trigger;
  if (role !== 'viewer' || destination.kind !== 'url') return trigger;
  const shown = maskHeaders(destination.headers.map(({ name, value }) => [name, value]));
  const headers = destination.headers.map((header, index) => ({ ...header, value: shown[index]?.[1] ?? '' }));
  return { ...trigger, destination: { ...destination, url: maskUrl(destination.url), headers } };
}

/** The format of what would run; of the draft while nothing would. */
async function readFormat(
  { revisions }: Pick<ServerDeps['ledger'], 'revisions'>,
  trigger: TriggerRecord,
  template: TemplateRecord,
): Promise<TemplateRecord['format']> {
  const number = findRunningRevision(trigger, template);
  const running = number === null ? undefined : await revisions.get(template.id, number);
  return (running ?? template).format;
}
