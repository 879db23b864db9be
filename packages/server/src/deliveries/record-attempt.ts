import { maskHeaders } from '../masking/mask-headers.ts';
import { hideValues } from '../masking/mask-message.ts';
import { maskText } from '../masking/mask-text.ts';
import { describeResult } from '../outbound/failure-words.ts';
import type { OutboundResult } from '../outbound/outbound-result.ts';
import type { AttemptFinish, NextState } from './delivery-store.ts';
import type { NextTry, TryOutcome } from './retry-schedule.ts';

/** A result as the retry rules look at it. `stopped`: Postmap itself gave the request up, so the endpoint may have it. */
export function readOutcome(result: OutboundResult, stopped: boolean): TryOutcome {
  if (result.kind === 'response')
    return { kind: 'response', status: result.status, retryAfter: findHeader(result.headers, 'retry-after') };
  return stopped && result.code === 'aborted' ? { kind: 'interrupted' } : { kind: 'failure', code: result.code };
}

/**
 * What is put on record of a try: answers masked, and decoded as UTF-8 whatever they are.
 *
 * @param hidden what the request carried that may not be shown: an endpoint may answer with all that it was sent
 */
export function describeFinish(
  result: OutboundResult,
  finishedAt: number,
  hidden: readonly string[] = [],
): AttemptFinish {
  const summary = describeResult(result);
  const { durationMs } = result;
  if (result.kind === 'failure') {
    const failure = { code: result.code, message: result.message };
    return { finishedAt, durationMs, outcome: 'failed', code: result.code, response: null, failure, summary };
  }
  const { status, truncated } = result;
  return {
    finishedAt,
    durationMs,
    outcome: status >= 200 && status < 300 ? 'succeeded' : 'failed',
    code: String(status),
    response: {
      status,
      headers: maskHeaders(result.headers).map(([name, value]) => [name, hideValues(value, hidden)]),
      body: hideValues(maskText(new TextDecoder().decode(result.body)), hidden),
      truncated,
    },
    failure: null,
    summary,
  };
}

/** Where the rules send a delivery, as its status. */
export function toNextState(next: NextTry): NextState {
  if (next.kind === 'succeeded') return { status: 'succeeded', reason: null, nextAttemptAt: null };
  if (next.kind === 'retry') return { status: 'retrying', reason: null, nextAttemptAt: next.at };
  return { status: 'exhausted', reason: next.reason, nextAttemptAt: null };
}

function findHeader(headers: readonly [string, string][], name: string): string | null {
  return headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? null;
}
