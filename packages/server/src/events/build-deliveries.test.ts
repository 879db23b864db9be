import { expect, test } from 'vitest';
import { createIdMaker } from '../ids/new-id.ts';
import type { ConditionOutcome } from '../rendering/render-pool.ts';
import type { LiveTrigger, TriggerMatch } from '../triggers/match-triggers.ts';
import { buildDeliveries } from './build-deliveries.ts';

const trigger: LiveTrigger = {
  id: 'trg_1',
  name: 'Warehouse',
  customer: { id: 'cus_1', externalId: null, name: 'Acme', variables: {} },
  includeTest: false,
  template: { kind: 'pinned', templateId: 'tpl_1', revision: 2 },
  timing: { delayMs: 0, throttle: null, order: null },
  position: 0,
};
const missing: LiveTrigger = { ...trigger, template: { kind: 'missing', templateId: 'tpl_1', problem: 'Publish it' } };
const eventType = 'order.shipped';
const filters = [1, 2].map((number) => ({ number, source: 'x' }));
const holds: ConditionOutcome = { kind: 'answered', holds: true };
const holdsNot: ConditionOutcome = { kind: 'answered', holds: false };
const failed: ConditionOutcome = {
  kind: 'failed',
  diagnostics: [{ code: 'budget-time', severity: 'error', message: 'too slow' }],
};

test.each<[string, TriggerMatch, ConditionOutcome[], object]>([
  [
    'a match',
    { kind: 'matched', trigger, eventType },
    [],
    { status: 'scheduled', reason: null, nextAttemptAt: 9, revision: 2 },
  ],
  [
    'a match without a revision',
    { kind: 'matched', trigger: missing, eventType },
    [],
    { status: 'failed-to-render', reason: 'Publish it', revision: 0 },
  ],
  ['one held back', { kind: 'held-back', trigger, eventType }, [], { status: 'held-back', nextAttemptAt: null }],
  ['one held back without a revision', { kind: 'held-back', trigger: missing, eventType }, [], { status: 'held-back' }],
  [
    'a filter that holds',
    { kind: 'ask', trigger, eventType, filters },
    [failed, holds],
    { status: 'scheduled', diagnostics: [] },
  ],
  ['filters that do not', { kind: 'ask', trigger, eventType, filters }, [holdsNot, holdsNot], { status: 'filtered' }],
  [
    'a filter that failed',
    { kind: 'ask', trigger, eventType, filters },
    [holdsNot, failed],
    {
      status: 'failed-to-render',
      reason: 'The filter of route 2 failed: too slow',
      diagnostics: [{ code: 'budget-time' }],
    },
  ],
  [
    'a filter without an answer',
    { kind: 'ask', trigger, eventType, filters },
    [holdsNot],
    { status: 'failed-to-render', reason: 'The filter of route 2 failed' },
  ],
])('%s', (_, match, outcomes, delivery) => {
  const event = { id: 'evt_1', receivedAt: 9, facts: { orderId: '7' } };
  const built = buildDeliveries(event, [match], new Map([[match, { filters: outcomes }]]), createIdMaker());
  expect(built).toMatchObject([
    { kind: 'live', eventId: 'evt_1', orderId: '7', email: null, createdAt: 9, ...delivery },
  ]);
});
