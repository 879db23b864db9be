import type { ConditionOutcome, RenderPool } from '../rendering/render-pool.ts';
import type { TriggerMatch } from '../triggers/match-triggers.ts';
import { buildContext } from './build-context.ts';
import type { ContextParts } from './build-context.ts';

/** What came of each filter, in order, for the triggers whose match hangs on one. */
export type FilterAnswers = ReadonlyMap<TriggerMatch, ConditionOutcome[]>;

/** Asks every filter of one event together; the pool is left alone when there is none. */
export async function askFilters(
  pool: Pick<RenderPool, 'checkConditions'>,
  { payload, event, matches }: { payload: string; event: ContextParts['event']; matches: readonly TriggerMatch[] },
): Promise<FilterAnswers> {
  const questions = matches.flatMap((match) => {
    if (match.kind !== 'ask') return [];
    const { trigger, eventType, filters } = match;
    const context = buildContext({ event, eventType, customer: trigger.customer, trigger });
    return filters.map(({ source }) => ({ match, condition: { source, context } }));
  });
  const answers = new Map<TriggerMatch, ConditionOutcome[]>();
  if (questions.length === 0) return answers;
  const outcomes = await pool.checkConditions(
    payload,
    questions.map(({ condition }) => condition),
  );
  for (const [index, outcome] of outcomes.entries()) {
    const match = questions[index]?.match;
    if (match !== undefined) answers.set(match, [...(answers.get(match) ?? []), outcome]);
  }
  return answers;
}
