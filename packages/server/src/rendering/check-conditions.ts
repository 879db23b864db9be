import type { Diagnostic } from '@postmap/engine';
import { describeLoss } from './describe-loss.ts';
import type { RenderLane } from './render-lane.ts';
import type { ConditionJob, ConditionOutcome } from './render-pool.ts';
import type { LossCause } from './render-process.ts';
import { templateKey } from './template-key.ts';

export interface ConditionCheck {
  lane: RenderLane;
  payload: string;
  conditions: readonly ConditionJob[];
  deadlineMs: number;
}

/** Conditions killed in one check before the rest is given up: one customer's bad filter must not decide over another's. */
const MOST_KILLED = 3;

interface Numbered {
  index: number;
  condition: ConditionJob;
}

/**
 * Answers conditions over one payload. They run together under one deadline; the one that is running when a process is lost fails, and those
 * after it run again with a new deadline. Conditions that were lost lately run apart from the others, one after the other.
 */
export async function checkConditions(check: ConditionCheck): Promise<ConditionOutcome[]> {
  const { lane, conditions } = check;
  const numbered = conditions.map((condition, index): Numbered => ({ index, condition }));
  const isSuspect = ({ condition }: Numbered): boolean => lane.standings.isSuspect(templateKey([condition.source]));
  const outcomes = new Map<number, ConditionOutcome>();
  await Promise.all([
    runGroup(
      check,
      numbered.filter((item) => !isSuspect(item)),
      outcomes,
    ),
    ...numbered.filter(isSuspect).map((item) => runGroup(check, [item], outcomes)),
  ]);
  return numbered.map(({ index }) => outcomes.get(index) ?? failWith(check, 'crash'));
}

async function runGroup(
  check: ConditionCheck,
  group: Numbered[],
  outcomes: Map<number, ConditionOutcome>,
): Promise<void> {
  let left = group;
  for (let killed = 0; left.length > 0; killed++) {
    const { cause, answered, diagnostics } = await runOnce(check, left, outcomes);
    const culprit = left[answered];
    if (cause === null || culprit === undefined) {
      for (const { index } of left.slice(answered)) outcomes.set(index, { kind: 'failed', diagnostics });
      return;
    }
    check.lane.standings.suspect(templateKey([culprit.condition.source]));
    const last = cause === 'closed' || cause === 'unavailable' || killed + 1 === MOST_KILLED;
    const failed = last ? left.slice(answered) : [culprit];
    for (const { index } of failed) outcomes.set(index, failWith(check, cause));
    left = last ? [] : left.slice(answered + 1);
  }
}

/** Runs what is left in one process; `answered` of them, from the first on, have their outcome after it. */
async function runOnce(
  { lane, payload, deadlineMs }: ConditionCheck,
  left: Numbered[],
  outcomes: Map<number, ConditionOutcome>,
): Promise<{ cause: LossCause | null; answered: number; diagnostics: Diagnostic[] }> {
  let answered = 0;
  const sources = left.map(({ condition }) => condition.source);
  const task = { kind: 'conditions' as const, payload, conditions: left.map(({ condition }) => condition) };
  const result = await lane.run(task, templateKey(sources), {
    deadlineMs,
    onCondition(position, outcome) {
      const item = left[position];
      if (item === undefined || position !== answered) return;
      outcomes.set(item.index, outcome);
      answered++;
    },
  });
  if (result.kind === 'lost') return { cause: result.cause, answered, diagnostics: [] };
  return { cause: null, answered, diagnostics: result.reply.kind === 'failed' ? result.reply.diagnostics : [] };
}

function failWith({ deadlineMs }: ConditionCheck, cause: LossCause): ConditionOutcome {
  return { kind: 'failed', diagnostics: [describeLoss(cause, deadlineMs)] };
}
