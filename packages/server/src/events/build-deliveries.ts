import type { Diagnostic } from '@postmap/engine';
import type { NewDelivery } from '../deliveries/delivery-store.ts';
import type { MakeId } from '../ids/new-id.ts';
import type { ConditionOutcome } from '../rendering/render-pool.ts';
import type { TriggerMatch, TriggerTiming } from '../triggers/match-triggers.ts';
import type { MatchAnswer, MatchAnswers } from './ask-filters.ts';
import type { EventRecord } from './event-store.ts';

type Verdict = Pick<NewDelivery, 'status' | 'reason' | 'diagnostics'>;

/**
 * A row for every trigger that wanted the event, due when the trigger's delay is over unless something keeps it. A key that could not be read counts
 * as none, with a diagnostic: late or out of order is better than not at all.
 */
export function buildDeliveries(
  event: Pick<EventRecord, 'id' | 'facts' | 'receivedAt'>,
  matches: readonly TriggerMatch[],
  answers: MatchAnswers,
  newId: MakeId,
): NewDelivery[] {
  return matches.map((match) => {
    const { trigger, eventType } = match;
    const answer = answers.get(match) ?? { filters: [] };
    const verdict = judge(match, answer.filters);
    return {
      id: newId('dlv'),
      kind: 'live',
      ...verdict,
      diagnostics: [...verdict.diagnostics, ...listKeyProblems(answer)],
      eventId: event.id,
      eventType,
      orderId: event.facts.orderId ?? null,
      email: event.facts.email ?? null,
      triggerId: trigger.id,
      triggerName: trigger.name,
      customerId: trigger.customer.id,
      customerName: trigger.customer.name,
      templateId: trigger.template.templateId,
      revision: trigger.template.kind === 'pinned' ? trigger.template.revision : 0,
      createdAt: event.receivedAt,
      nextAttemptAt: verdict.status === 'scheduled' ? event.receivedAt + trigger.timing.delayMs : null,
      ...keyDelivery(trigger.timing, answer),
    };
  });
}

function keyDelivery({ throttle, order }: TriggerTiming, answer: MatchAnswer): Pick<NewDelivery, 'throttle' | 'order'> {
  const throttleKey = readKey(answer.throttleKey);
  const orderingKey = readKey(answer.orderingKey);
  return {
    ...(throttle === null || throttleKey === null ? {} : { throttle: { ...throttle, key: throttleKey } }),
    ...(order === null || orderingKey === null ? {} : { order: { ...order, key: orderingKey } }),
  };
}

function readKey(outcome: ConditionOutcome | undefined): string | null {
  return outcome?.kind === 'answered' ? (outcome.key ?? null) : null;
}

/** Spans are left out: they point into the key, and diagnostics are shown beside the template. */
function listKeyProblems({ throttleKey, orderingKey }: MatchAnswer): Diagnostic[] {
  const keys = [
    ['The throttle key failed, so this delivery was not throttled', throttleKey],
    ['The ordering key failed, so this delivery waits for no other', orderingKey],
  ] as const;
  return keys.flatMap(([what, outcome]) =>
    outcome?.kind === 'failed'
      ? outcome.diagnostics
          .slice(0, 1)
          .map(({ code, message }): Diagnostic => ({ code, severity: 'warning', message: `${what}: ${message}` }))
      : [],
  );
}

function judge(match: TriggerMatch, outcomes: readonly ConditionOutcome[]): Verdict {
  if (match.kind === 'held-back') {
    return give(
      'held-back',
      'The event is a test, and the trigger does not take test events: switch that on to send them',
    );
  }
  if (match.kind === 'ask' && !outcomes.some((outcome) => outcome.kind === 'answered' && outcome.holds)) {
    return judgeFilters(match.filters, outcomes);
  }
  const { template } = match.trigger;
  return template.kind === 'missing' ? give('failed-to-render', template.problem) : give('scheduled', null);
}

/** No filter is known to hold: one that failed may have, so its delivery is neither sent nor dropped. */
function judgeFilters(
  filters: readonly { number: number; source: string }[],
  outcomes: readonly ConditionOutcome[],
): Verdict {
  const numbers: number[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, { number }] of filters.entries()) {
    const outcome = outcomes[index];
    if (outcome?.kind === 'answered') continue;
    numbers.push(number);
    diagnostics.push(...(outcome?.diagnostics ?? []));
  }
  if (numbers.length > 0) {
    const cause = diagnostics[0] === undefined ? '' : `: ${diagnostics[0].message}`;
    return give('failed-to-render', `The filter of ${nameRoutes(numbers)} failed${cause}`, diagnostics);
  }
  const [only] = filters;
  const text = filters.length > 1 || only === undefined ? '' : `: ${cutSource(only.source)}`;
  return give(
    'filtered',
    `The filter of ${nameRoutes(filters.map(({ number }) => number))} does not hold for this event${text}`,
  );
}

function give(status: Verdict['status'], reason: string | null, diagnostics: Diagnostic[] = []): Verdict {
  return { status, reason, diagnostics };
}

/** A filter on one line, as much of it as a reason has room for. */
function cutSource(source: string): string {
  const line = source.trim().replace(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

function nameRoutes(numbers: readonly number[]): string {
  return numbers.length === 1
    ? `route ${numbers[0]}`
    : `routes ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
