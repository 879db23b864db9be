import type { ConditionJob, ConditionOutcome, RenderPool } from '../rendering/render-pool.ts';
import type { TriggerMatch } from '../triggers/match-triggers.ts';
import { buildContext } from './build-context.ts';
import type { ContextParts } from './build-context.ts';

/** What came of a match's expressions. */
export interface MatchAnswer {
  /** In order; empty where the match does not hang on one. */
  filters: ConditionOutcome[];
  /** Undefined where the trigger has no such key. */
  throttleKey?: ConditionOutcome | undefined;
  orderingKey?: ConditionOutcome | undefined;
}

/** The matches that had something to ask. */
export type MatchAnswers = ReadonlyMap<TriggerMatch, MatchAnswer>;

interface Question {
  match: TriggerMatch;
  place: 'filter' | 'throttleKey' | 'orderingKey';
  condition: ConditionJob;
}

/** Asks every filter and every key of one event together; the pool is left alone when there is none. */
export async function askFilters(
  pool: Pick<RenderPool, 'checkConditions'>,
  { payload, event, matches }: { payload: string; event: ContextParts['event']; matches: readonly TriggerMatch[] },
): Promise<MatchAnswers> {
  const questions = matches.flatMap((match) => listQuestions(match, event));
  const answers = new Map<TriggerMatch, MatchAnswer>();
  if (questions.length === 0) return answers;
  const outcomes = await pool.checkConditions(
    payload,
    questions.map(({ condition }) => condition),
  );
  for (const [index, outcome] of outcomes.entries()) {
    const question = questions[index];
    if (question === undefined) continue;
    const answer = answers.get(question.match) ?? { filters: [] };
    if (question.place === 'filter') answer.filters.push(outcome);
    else answer[question.place] = outcome;
    answers.set(question.match, answer);
  }
  return answers;
}

function listQuestions(match: TriggerMatch, event: ContextParts['event']): Question[] {
  if (match.kind === 'held-back') return [];
  const { trigger, eventType } = match;
  const { throttle, order } = trigger.timing;
  const context = buildContext({ event, eventType, customer: trigger.customer, trigger });
  const filters = match.kind === 'ask' ? match.filters : [];
  return [
    ...filters.map(({ source }): Question => ({ match, place: 'filter', condition: { source, context } })),
    ...askKey(match, 'throttleKey', throttle?.key, context),
    ...askKey(match, 'orderingKey', order?.key, context),
  ];
}

function askKey(
  match: TriggerMatch,
  place: 'throttleKey' | 'orderingKey',
  source: string | undefined,
  context: ConditionJob['context'],
): Question[] {
  return source === undefined ? [] : [{ match, place, condition: { source, context, asks: 'key' } }];
}
